namespace MLNetTuning.Estimators.Ensembles;

/// <summary>What greedy selection chose.</summary>
/// <param name="Members">The chosen models with their weights, heaviest first; the weights add up to 1.</param>
/// <param name="Loss">The loss of the chosen average on the rows it was chosen on: flattering, a validation figure.</param>
/// <param name="BestSingle">The number of the best single model.</param>
/// <param name="BestSingleLoss">Its loss on the same rows.</param>
/// <param name="CrossFittedGain">How much lower the loss is than the best single model's on rows the picks did not see; NaN when not checked.</param>
/// <param name="PathLosses">The loss after each pick, up to the last pick made.</param>
public sealed record GreedySelectionResult(
    IReadOnlyList<EnsembleWeight> Members,
    double Loss,
    int BestSingle,
    double BestSingleLoss,
    double CrossFittedGain,
    IReadOnlyList<double> PathLosses);
