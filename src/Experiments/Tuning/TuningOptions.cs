namespace MLNetTuning.Experiments.Tuning;

/// <summary>How the trials of a search are validated and run.</summary>
public sealed class TuningOptions
{
    /// <summary>The label: Boolean (binary), key (multiclass) or Single (regression). Default <c>Label</c>.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>What trials are ranked by. Default (null): AUC for binary, log loss for multiclass, RMSE for regression.</summary>
    public TuningMetric? Metric { get; init; }

    /// <summary>Number of stratified cross-validation folds, 2 to 20. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Seed of the folds and of the sweeper. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Folds fitted at once, 1 or more. Default: the number of processors. Does not change any result.</summary>
    public int MaxConcurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>What a sweeper's budget buys. Default: epochs or trees.</summary>
    public TuningBudget Budget { get; init; }

    /// <summary>The clock that trials are timed with. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Hears of every trial as it ends; called on the search's thread. Default none.</summary>
    public IProgress<TuningProgress>? Progress { get; init; }

    /// <summary>Fold models are kept for this many best trials, those an ensemble may choose from; at least 1. Default 20.</summary>
    public int KeepModels { get; init; } = 20;

    /// <summary>Checks all options.</summary>
    /// <exception cref="ArgumentException">One or more options are outside their range; the message lists all of them.</exception>
    public void Validate()
    {
        List<string> violations = [];
        if (string.IsNullOrWhiteSpace(LabelColumnName))
        {
            violations.Add($"{nameof(LabelColumnName)} is empty; name the label column.");
        }

        if (Folds is < 2 or > 20)
        {
            violations.Add($"{nameof(Folds)} is {Folds}; allowed are 2 to 20.");
        }

        if (MaxConcurrency < 1)
        {
            violations.Add($"{nameof(MaxConcurrency)} is {MaxConcurrency}; allowed is 1 or more.");
        }

        if (KeepModels < 1)
        {
            violations.Add($"{nameof(KeepModels)} is {KeepModels}; allowed is 1 or more.");
        }

        if (!Enum.IsDefined(Budget))
        {
            violations.Add($"{nameof(Budget)} is {(int)Budget}, which is no budget; allowed are {string.Join(", ", Enum.GetNames<TuningBudget>())}.");
        }

        if (Metric is { } metric && !Enum.IsDefined(metric))
        {
            violations.Add($"{nameof(Metric)} is {(int)metric}, which is no metric; allowed are {string.Join(", ", Enum.GetNames<TuningMetric>())}.");
        }

        if (violations.Count > 0)
        {
            throw new ArgumentException($"{nameof(TuningOptions)}: {string.Join(" ", violations)}");
        }
    }
}
