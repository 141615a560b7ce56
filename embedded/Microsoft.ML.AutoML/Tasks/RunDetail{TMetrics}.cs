namespace Microsoft.ML.AutoML;

/// <summary>
/// One run of an experiment, validated on one part of the data.
/// </summary>
/// <typeparam name="TMetrics">The metrics of the task.</typeparam>
public sealed class RunDetail<TMetrics> : RunDetail
{
    internal RunDetail(string trainerName, IEstimator<ITransformer> estimator, double runtimeInSeconds, TrainResult<TMetrics> result)
        : base(trainerName, estimator, runtimeInSeconds)
    {
        ValidationMetrics = result.ValidationMetrics;
        Model = result.Model;
        Exception = result.Exception;
    }

    /// <summary>
    /// The metrics on the rows not trained on; null when the run failed. Where folds were used, those of the fold whose score lies closest to
    /// the mean of all folds.
    /// </summary>
    public TMetrics ValidationMetrics { get; }

    /// <summary>The fitted pipeline whose metrics are told; null when the run failed.</summary>
    public ITransformer Model { get; }

    /// <summary>What made the run fail; null when it did not.</summary>
    public Exception? Exception { get; }
}
