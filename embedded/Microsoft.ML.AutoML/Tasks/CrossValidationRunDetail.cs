namespace Microsoft.ML.AutoML;

/// <summary>
/// One run of an experiment, validated on every fold of the data.
/// </summary>
/// <typeparam name="TMetrics">The metrics of the task.</typeparam>
public sealed class CrossValidationRunDetail<TMetrics> : RunDetail
{
    internal CrossValidationRunDetail(string trainerName, IEstimator<ITransformer> estimator, double runtimeInSeconds, IEnumerable<TrainResult<TMetrics>> results)
        : base(trainerName, estimator, runtimeInSeconds)
    {
        Results = results;
    }

    /// <summary>The folds, in their order; one result with the exception when the run failed.</summary>
    public IEnumerable<TrainResult<TMetrics>> Results { get; }
}
