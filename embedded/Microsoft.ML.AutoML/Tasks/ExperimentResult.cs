namespace Microsoft.ML.AutoML;

/// <summary>
/// The outcome of an experiment.
/// </summary>
/// <typeparam name="TMetrics">The metrics of the task.</typeparam>
public class ExperimentResult<TMetrics>
{
    /// <summary>The runs in their order, failed ones included.</summary>
    public readonly IEnumerable<RunDetail<TMetrics>> RunDetails;

    /// <summary>The run with the best value of the optimizing metric; over folds, with the best mean.</summary>
    public readonly RunDetail<TMetrics> BestRun;

    internal ExperimentResult(IEnumerable<RunDetail<TMetrics>> runDetails, RunDetail<TMetrics> bestRun)
    {
        RunDetails = runDetails;
        BestRun = bestRun;
    }
}
