namespace MLNetTuning.Trainers.Training;

/// <summary>What one epoch did.</summary>
/// <param name="Epoch">The epoch that ended, from 1.</param>
/// <param name="TrainLoss">Mean loss over the epoch's batches, as trained on (dropout, label smoothing, class weights; without penalties); nats, or label units (squared for the squared error).</param>
/// <param name="ValidationLoss">Mean loss on the validation part after the epoch, without dropout, smoothing and class weights; NaN if there is none.</param>
/// <param name="LearningRate">The rate of the epoch's last step.</param>
/// <param name="Seconds">Time the epoch took, with its validation.</param>
/// <param name="Improved">Whether these weights are the best so far; always true without a validation part.</param>
public sealed record EpochReport(int Epoch, double TrainLoss, double ValidationLoss, double LearningRate, double Seconds, bool Improved)
{
    /// <summary>The watched value on the validation part (<see cref="TrainingOptions.Watch"/>); the loss unless another was asked for; NaN without a validation part.</summary>
    public double WatchedValue { get; init; } = ValidationLoss;

    /// <summary>The length of the gradient at the epoch's last step, before clipping; NaN where the engine does not measure it.</summary>
    public double GradientNorm { get; init; } = double.NaN;
}
