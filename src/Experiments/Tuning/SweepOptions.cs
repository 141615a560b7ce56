using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>How <c>SetSweeper</c> plugs a sweeper into an experiment.</summary>
public sealed class SweepOptions
{
    /// <summary>At most this many trials, at least 1; null (the default) for the sweeper's whole plan.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>The seed of every draw; null (the default) for the experiment's, or 0 when it has none.</summary>
    public int? Seed { get; init; }

    /// <summary>What the sweeper's budget buys. Default: epochs or trees.</summary>
    public TuningBudget Budget { get; init; }

    /// <summary>Folds fitted at once, 1 or more. Default: the number of processors. Does not change any result.</summary>
    public int MaxConcurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>Where trials are kept; null (the default) means in memory. A store that has the study goes on with it.</summary>
    public IStudyStore? Store { get; init; }

    /// <summary>The study's name in the store. Default "study".</summary>
    public string StudyName { get; init; } = "study";

    /// <summary>Where a training's state is kept between rungs; null (the default) means in the store's database, and in memory without one.</summary>
    public IStudyCheckpoints? Checkpoints { get; init; }

    /// <summary>
    /// Is handed the study when the experiment starts to run, to look at its trials (<see cref="Study.Trials"/>) or to take them by the hand; null (the default) for nobody.
    /// </summary>
    public Action<Study>? Opened { get; init; }

    /// <summary>Checks all options.</summary>
    /// <exception cref="ArgumentException">One or more options are outside their range; the message lists all of them.</exception>
    public void Validate()
    {
        List<string> violations = [];
        if (MaxTrials < 1)
        {
            violations.Add($"{nameof(MaxTrials)} is {MaxTrials}; allowed is 1 or more, or null for the sweeper's whole plan.");
        }

        if (string.IsNullOrWhiteSpace(StudyName))
        {
            violations.Add($"{nameof(StudyName)} is blank; give the study a name.");
        }

        if (!Enum.IsDefined(Budget))
        {
            violations.Add($"{nameof(Budget)} is {(int)Budget}, which is no budget; allowed are {string.Join(", ", Enum.GetNames<TuningBudget>())}.");
        }

        if (MaxConcurrency < 1)
        {
            violations.Add($"{nameof(MaxConcurrency)} is {MaxConcurrency}; allowed is 1 or more.");
        }

        if (violations.Count > 0)
        {
            throw new ArgumentException($"{nameof(SweepOptions)}: {string.Join(" ", violations)}");
        }
    }
}
