using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.DenseNetworks;

/// <summary>How the training of a network went.</summary>
/// <param name="Epochs">The epochs of this fit, in order; a fit that went on from a checkpoint lists only its own.</param>
/// <param name="EpochsTrained">Epochs trained in all, those before a checkpoint included.</param>
/// <param name="BestEpoch">The epoch whose weights were kept, from 1; the last one without a validation part.</param>
/// <param name="BestValidationLoss">The loss of that epoch on the validation part, in nats, or in squared units of the label (plain units for the absolute and the quantile loss); NaN without one.</param>
/// <param name="TrainingRows">Rows trained on.</param>
/// <param name="ValidationRows">Rows of the validation part.</param>
/// <param name="DroppedRows">Rows left out because their label was missing.</param>
public sealed record DenseNetworkHistory(
    IReadOnlyList<EpochReport> Epochs,
    int EpochsTrained,
    int BestEpoch,
    double BestValidationLoss,
    int TrainingRows,
    int ValidationRows,
    int DroppedRows)
{
    /// <summary>Whether a loss or weight stopped being finite, which ended training; the network has the best weights so far, or where there are none those it started from.</summary>
    public bool IsDiverged { get; init; }

    /// <summary>What else there is to know, in words: a batch size lowered to the rows, a training that diverged. Empty where there is nothing to say.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
