using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Estimators.BoostedTrees;

/// <summary>The settings of this library's own gradient-boosted trees.</summary>
public sealed record BoostedTreesOptions
{
    /// <summary>
    /// How trees are grown. The loss and the number of classes follow from the task where they are left at their defaults. A custom loss is used for
    /// any task; its scores count as log odds, as log probabilities of the classes (one per class) or as the value.
    /// </summary>
    public BoostingOptions Boosting { get; init; } = new();

    /// <summary>Share of the rows set aside, by class, to stop early on, 0 (none, the default) to below 1. Set <see cref="BoostingOptions.EarlyStoppingRounds"/> with it.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>Ends fitting with an <see cref="OperationCanceledException"/>. Default: never.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all settings at once.</summary>
    /// <exception cref="ArgumentException">One or more settings are out of range; the message lists all of them.</exception>
    public void Validate()
    {
        var violations = new Violations(nameof(BoostedTreesOptions));
        violations.Inner(nameof(Boosting), Boosting, boosting =>
        {
            // The task decides on the loss, so what must fit the loss is checked when it is known.
            var classes = boosting.Loss == BoostingLoss.Softmax ? Math.Max(2, boosting.Classes) : 0;
            (boosting with { Classes = classes, EarlyStoppingMetric = null, ClassWeights = null, BalanceClasses = false }).Validate();
        });
        violations.That(ValidationFraction is >= 0 and < 1, nameof(ValidationFraction), ValidationFraction, "0 to below 1");
        violations.ThrowIfAny();
    }

    /// <summary>The settings for a task: its own loss unless a fitting one was named.</summary>
    /// <exception cref="ArgumentException">The custom loss has another number of outputs than the task.</exception>
    internal BoostingOptions For(PredictionTask task, int classes, int trees, bool watched)
    {
        var outputs = task == PredictionTask.Multiclass ? classes : 1;
        if (Boosting.CustomLoss is { } custom && Boosting.Loss == BoostingLoss.Custom && custom.Outputs != outputs)
        {
            throw new ArgumentException($"CustomLoss '{custom.Name}' gives {custom.Outputs} scores a row; {task} with these labels needs {outputs}.");
        }

        var loss = LossFor(task);
        return Boosting with
        {
            Loss = loss,
            Classes = loss == BoostingLoss.Softmax ? classes : 0,
            Trees = trees,
            EarlyStoppingRounds = watched ? Boosting.EarlyStoppingRounds : 0,
        };
    }

    private BoostingLoss LossFor(PredictionTask task) => (task, Boosting.Loss) switch
    {
        (_, BoostingLoss.Custom) => BoostingLoss.Custom,
        (PredictionTask.Binary, _) => BoostingLoss.Logistic,
        (PredictionTask.Multiclass, _) => BoostingLoss.Softmax,
        (_, BoostingLoss.Logistic or BoostingLoss.Softmax) => BoostingLoss.SquaredError,
        _ => Boosting.Loss,
    };
}
