namespace MLNetTuning.Sweepers.Importance;

/// <summary>How importances are worked out.</summary>
public sealed class ImportanceOptions
{
    /// <summary>How many trees the forest has; 64 by default.</summary>
    public int Trees { get; init; } = ImportanceDefaults.Trees;

    /// <summary>The fewest trials in a leaf; 1 by default. More smooths noisy values.</summary>
    public int MinLeafTrials { get; init; } = ImportanceDefaults.MinLeafTrials;

    /// <summary>Pairs are worked out among this many of the most important parameters; 5 by default, 0 or 1 for none.</summary>
    public int PairsAmong { get; init; } = ImportanceDefaults.PairsAmong;

    /// <summary>
    /// The budget whose trials are looked at; null, the default, means the largest with at least 20 completed trials, or else the one with the most.
    /// Values of different budgets are never mixed.
    /// </summary>
    public double? Budget { get; init; }

    /// <summary>True to explain the rank of a value and not the value itself, so that a few very bad trials do not count for everything; false by default.</summary>
    public bool Ranks { get; init; }

    /// <summary>The seed of the forest; 0 by default. Same seed, same importances.</summary>
    public long Seed { get; init; }

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(Trees is >= 1 and <= 10_000, errors, $"Trees is {Trees}. Allowed: 1 to 10000.");
        Messages.Require(MinLeafTrials >= 1, errors, $"MinLeafTrials is {MinLeafTrials}. Allowed: at least 1.");
        Messages.Require(PairsAmong >= 0, errors, $"PairsAmong is {PairsAmong}. Allowed: at least 0.");
        Messages.Require(Budget is null or > 0, errors, $"Budget is {Messages.Number(Budget ?? 0)}. Allowed: above 0, or null.");
        Messages.ThrowIfAny(nameof(ImportanceOptions), errors);
    }
}
