using Microsoft.ML;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers.Metrics;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>How an ensemble of pipelines is fitted.</summary>
public sealed record EnsembleOptions
{
    /// <summary>The label: Boolean (binary), a key (multiclass) or Single (regression), in the data before the pipelines. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>Row weights (Single) for choosing, stacking and calibrating; the pipelines name theirs themselves. Default null: all 1.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>How candidates become one. Default greedy selection.</summary>
    public EnsembleMethod Method { get; init; } = EnsembleMethod.Greedy;

    /// <summary>The scale averaged on; for stacks the average of its last layer is always of probabilities or values. Default mean.</summary>
    public AveragingKind Averaging { get; init; }

    /// <summary>How greedy selection picks. Default: its defaults.</summary>
    public GreedySelectionOptions Greedy { get; init; } = new();

    /// <summary>How a stack is built. Default: its defaults.</summary>
    public StackingOptions Stacking { get; init; } = new();

    /// <summary>
    /// Makes the features a stack reads beside the predictions; null (the default) for none. Fitted once on all rows, so its steps must not read the label.
    /// </summary>
    public IEstimator<ITransformer>? Passthrough { get; init; }

    /// <summary>Folds of the out-of-fold predictions, 2 or more, stratified by the label. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How often all folds are dealt and fitted anew, 1 or more; out-of-fold predictions are averaged over the repeats. Default 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Folds of your own, one assignment a repeat (groups, time); null (the default) deals them. Folds and Repeats do not count then.</summary>
    public IReadOnlyList<FoldAssignment>? Assignments { get; init; }

    /// <summary>Calibration on out-of-fold predictions. Default none; averages of ranks always get Platt's line at least.</summary>
    public CalibrationMethod Calibration { get; init; }

    /// <summary>Binary: what the decision threshold is chosen for on out-of-fold predictions; null (the default) leaves it at one half.</summary>
    public DecisionMetric? DecisionMetric { get; init; }

    /// <summary>From this many rows on, each pipeline is fitted once more on all rows and its fold models are dropped; below, fold models are kept and averaged. Default 100,000.</summary>
    public int RefitRows { get; init; } = 100_000;

    /// <summary>Seed of the folds. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Fits side by side, 1 or more. Default 1. The result does not depend on it.</summary>
    public int MaxConcurrency { get; init; } = 1;

    /// <summary>Told after each fit; default null.</summary>
    public IProgress<EnsembleProgress>? Progress { get; init; }

    /// <summary>Ends the fit early with an <see cref="OperationCanceledException"/>; trainers of this library stop at once, others between fits.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all settings at once.</summary>
    /// <exception cref="ArgumentException">One or more settings are out of range; the message lists all of them.</exception>
    public void Validate()
    {
        var errors = new List<string>();
        AtLeast(errors, nameof(Folds), Folds, 2);
        AtLeast(errors, nameof(Repeats), Repeats, 1);
        AtLeast(errors, nameof(RefitRows), RefitRows, 0);
        AtLeast(errors, nameof(MaxConcurrency), MaxConcurrency, 1);
        Named(errors, nameof(Method), Method);
        Named(errors, nameof(Averaging), Averaging);
        Named(errors, nameof(Calibration), Calibration);
        if (DecisionMetric is { } metric)
        {
            Named(errors, nameof(DecisionMetric), metric);
        }

        if (string.IsNullOrEmpty(LabelColumnName))
        {
            errors.Add("LabelColumnName is empty; name the column of the labels.");
        }

        Stacking.Check(errors);
        Greedy.Check(errors);
        if (Assignments is { Count: 0 })
        {
            errors.Add("Assignments is empty; give one assignment a repeat, or null.");
        }

        if (Passthrough is not null && Method != EnsembleMethod.Stacking)
        {
            errors.Add($"Passthrough is for stacking, but Method is {Method}.");
        }

        if (errors.Count > 0)
        {
            throw new ArgumentException($"{nameof(EnsembleOptions)}: {string.Join(" ", errors)}");
        }
    }

    /// <summary>Notes a number that is no member of its enumeration.</summary>
    internal static void Named<T>(List<string> errors, string name, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            errors.Add($"{name} is {value}; it must be one of {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }

    private static void AtLeast(List<string> errors, string name, int value, int least)
    {
        if (value < least)
        {
            errors.Add($"{name} is {value}; it must be {least} or more.");
        }
    }
}
