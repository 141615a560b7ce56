using MLNetTuning.Experiments.Features;

namespace MLNetTuning.Experiments.Families;

/// <summary>One way to make a model: a family with all its settings. Immutable.</summary>
internal abstract record Candidate
{
    /// <summary>The family.</summary>
    public abstract ModelFamily Family { get; }

    /// <summary>What a leaderboard calls it.</summary>
    public abstract string Trainer { get; }

    /// <summary>Its settings by name, in a fixed order.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, string>> Settings { get; }

    /// <summary>Whether a regression learns the logarithm of the label.</summary>
    public bool LogTarget { get; init; }

    /// <summary>Most rows it learns from, of a split that has more; 0 for all.</summary>
    public int MostRows { get; init; }

    /// <summary>The seed of all that is drawn.</summary>
    public int Seed { get; init; }

    /// <summary>The settings in one line.</summary>
    public string Describe() => string.Join(' ', Settings.Select(one => $"{one.Key}={one.Value}").Concat(MostRows > 0 ? [FormattableString.Invariant($"trainRows={MostRows}")] : []));

    /// <summary>Fits one fold. Called from several threads at once, with different folds.</summary>
    /// <param name="fold">The rows.</param>
    /// <param name="context">Threads and time.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public abstract FoldFit Fit(FoldTable fold, FitContext context);

    /// <summary>A neighbour: some settings changed by a little.</summary>
    /// <param name="random">What the changes are drawn from.</param>
    public abstract Candidate Move(Random random);
}
