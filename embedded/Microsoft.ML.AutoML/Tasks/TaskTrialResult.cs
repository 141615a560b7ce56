namespace Microsoft.ML.AutoML;

/// <summary>
/// A trial with all its folds; one for a single split.
/// </summary>
internal sealed class TaskTrialResult<TMetrics> : TrialResult
{
    public required IReadOnlyList<TrainResult<TMetrics>> Folds { get; init; }

    /// <summary>The fold whose model and metrics stand for the trial.</summary>
    public required TrainResult<TMetrics> Representative { get; init; }
}
