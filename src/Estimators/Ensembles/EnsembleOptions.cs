using Microsoft.ML;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;
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
        var violations = new Violations(nameof(EnsembleOptions));
        violations.AtLeast(nameof(Folds), Folds, 2);
        violations.AtLeast(nameof(Repeats), Repeats, 1);
        violations.AtLeast(nameof(RefitRows), RefitRows, 0);
        violations.AtLeast(nameof(MaxConcurrency), MaxConcurrency, 1);
        violations.Named(nameof(Method), Method);
        violations.Named(nameof(Averaging), Averaging);
        violations.Named(nameof(Calibration), Calibration);
        violations.Named(nameof(DecisionMetric), DecisionMetric ?? default);
        violations.Require(!string.IsNullOrEmpty(LabelColumnName), "LabelColumnName is empty; name the column of the labels.");
        violations.Inner(nameof(Stacking), Stacking, stacking => stacking.Check(violations));
        violations.Inner(nameof(Greedy), Greedy, greedy => greedy.Validate());
        violations.Require(Assignments is not { Count: 0 }, "Assignments is empty; give one assignment a repeat, or null.");
        violations.Require(Passthrough is null || Method == EnsembleMethod.Stacking, $"Passthrough is for stacking, but Method is {Method}.");
        violations.ThrowIfAny();
    }
}
