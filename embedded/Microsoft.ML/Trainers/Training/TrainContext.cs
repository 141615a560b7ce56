using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>The rows one training run has.</summary>
/// <param name="Training">What to learn from.</param>
/// <param name="Validation">What to stop by, or null.</param>
/// <param name="LabelColumn">The label's column in the training schema.</param>
internal sealed record TrainContext(TrainingRows Training, TrainingRows? Validation, DataViewSchema.Column LabelColumn)
{
    /// <summary>Stops the training; none by default.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The linear model to start from; null starts from nothing.</summary>
    public LinearModel? Start { get; init; }
}
