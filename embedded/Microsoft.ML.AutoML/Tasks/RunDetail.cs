namespace Microsoft.ML.AutoML;

/// <summary>
/// One run of an experiment: a pipeline that was tried.
/// </summary>
public abstract class RunDetail
{
    internal RunDetail(string trainerName, IEstimator<ITransformer> estimator, double runtimeInSeconds)
    {
        TrainerName = trainerName;
        Estimator = estimator;
        RuntimeInSeconds = runtimeInSeconds;
    }

    /// <summary>The steps of the pipeline, joined by "=&gt;"; the trainer is among the last.</summary>
    public string TrainerName { get; }

    /// <summary>The time the run took, in seconds.</summary>
    public double RuntimeInSeconds { get; }

    /// <summary>The pipeline, not fitted: <c>Fit</c> trains it again, as on all rows.</summary>
    public IEstimator<ITransformer> Estimator { get; }
}
