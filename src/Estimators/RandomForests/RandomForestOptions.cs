using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Estimators.RandomForests;

/// <summary>The settings of this library's own bagged forests: random forests and extremely randomised trees.</summary>
public sealed record RandomForestOptions
{
    /// <summary>How trees are grown; set <see cref="ForestOptions.ExtraTrees"/> for extremely randomised ones. Task and number of classes follow from the trainer.</summary>
    public ForestOptions Forest { get; init; } = new();

    /// <summary>Ends fitting with an <see cref="OperationCanceledException"/>. Default: never.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all settings at once.</summary>
    /// <exception cref="ArgumentException">One or more settings are out of range; the message lists all of them.</exception>
    public void Validate()
    {
        var violations = new Violations(nameof(RandomForestOptions));

        // What must fit the classes is checked when they are known.
        violations.Inner(nameof(Forest), Forest, forest => (forest with { Task = PredictionTask.Regression, Classes = 0, ClassWeights = null, BalanceClasses = false }).Validate());
        violations.ThrowIfAny();
    }

    internal ForestOptions For(PredictionTask task, int classes, int trees) =>
        Forest with { Task = task, Classes = task == PredictionTask.Multiclass ? classes : 0, Trees = trees };
}
