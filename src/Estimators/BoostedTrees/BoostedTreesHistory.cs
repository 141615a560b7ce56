namespace MLNetTuning.Estimators.BoostedTrees;

/// <summary>How the training of boosted trees went.</summary>
/// <param name="Rounds">Rounds done in all, those before a checkpoint included.</param>
/// <param name="BestRounds">The round with the best validation loss or metric; all rounds without a validation part.</param>
/// <param name="ValidationLosses">The validation loss after each round; empty without a validation part.</param>
/// <param name="TrainingRows">Rows trained on.</param>
/// <param name="ValidationRows">Rows of the validation part.</param>
/// <param name="DroppedRows">Rows left out because their label was missing.</param>
public sealed record BoostedTreesHistory(
    int Rounds, int BestRounds, IReadOnlyList<double> ValidationLosses, int TrainingRows, int ValidationRows, int DroppedRows)
{
    /// <summary>The early-stopping metric after each round; empty without one or without a validation part.</summary>
    public IReadOnlyList<double> ValidationMetrics { get; init; } = [];
}
