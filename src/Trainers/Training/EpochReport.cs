namespace MLNetTuning.Trainers.Training;

/// <summary>What one epoch did.</summary>
/// <param name="Epoch">The epoch that ended, from 1.</param>
/// <param name="TrainLoss">Mean loss over the epoch's batches, as trained on (dropout, label smoothing); nats, or squared label units for regression.</param>
/// <param name="ValidationLoss">Mean loss on the validation part after the epoch, without dropout and smoothing; NaN if there is none.</param>
/// <param name="LearningRate">The rate of the epoch's last step.</param>
/// <param name="Seconds">Time the epoch took, with its validation.</param>
/// <param name="Improved">Whether these weights are the best so far; always true without a validation part.</param>
public sealed record EpochReport(int Epoch, double TrainLoss, double ValidationLoss, double LearningRate, double Seconds, bool Improved);
