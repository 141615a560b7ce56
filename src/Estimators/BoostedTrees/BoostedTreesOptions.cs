using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Estimators.BoostedTrees;

/// <summary>The settings of this library's own gradient-boosted trees.</summary>
public sealed record BoostedTreesOptions
{
    /// <summary>How trees are grown. The loss and the number of classes follow from the task where they are left at their defaults.</summary>
    public BoostingOptions Boosting { get; init; } = new();

    /// <summary>Share of the rows set aside, by class, to stop early on, 0 (none, the default) to below 1. Set <see cref="BoostingOptions.EarlyStoppingRounds"/> with it.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>Ends fitting with an <see cref="OperationCanceledException"/>. Default: never.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all settings at once.</summary>
    /// <exception cref="ArgumentException">One or more settings are out of range; the message lists all of them.</exception>
    public void Validate()
    {
        var errors = new List<string>();
        try
        {
            (Boosting with { Classes = Boosting.Loss == BoostingLoss.Softmax ? Math.Max(2, Boosting.Classes) : 0 }).Validate();
        }
        catch (ArgumentException error)
        {
            errors.Add(error.Message);
        }

        if (!(ValidationFraction is >= 0 and < 1))
        {
            errors.Add(FormattableString.Invariant($"ValidationFraction is {ValidationFraction}; it must be 0 to below 1."));
        }

        if (errors.Count > 0)
        {
            throw new ArgumentException($"{nameof(BoostedTreesOptions)}: {string.Join(" ", errors)}");
        }
    }

    /// <summary>The settings for a task: its own loss unless a fitting one was named.</summary>
    internal BoostingOptions For(PredictionTask task, int classes, int trees, bool watched) => Boosting with
    {
        Loss = task switch
        {
            PredictionTask.Binary => BoostingLoss.Logistic,
            PredictionTask.Multiclass => BoostingLoss.Softmax,
            _ => Boosting.Loss is BoostingLoss.Logistic or BoostingLoss.Softmax ? BoostingLoss.SquaredError : Boosting.Loss,
        },
        Classes = task == PredictionTask.Multiclass ? classes : 0,
        Trees = trees,
        EarlyStoppingRounds = watched ? Boosting.EarlyStoppingRounds : 0,
    };
}
