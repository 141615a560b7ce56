namespace Microsoft.ML.AutoML;

/// <summary>
/// The outcome of a cross-validated experiment.
/// </summary>
/// <typeparam name="TMetrics">The metrics of the task.</typeparam>
public class CrossValidationExperimentResult<TMetrics>
{
    /// <summary>The runs in their order, failed ones included.</summary>
    public readonly IEnumerable<CrossValidationRunDetail<TMetrics>> RunDetails;

    /// <summary>The run with the best mean of the optimizing metric.</summary>
    public readonly CrossValidationRunDetail<TMetrics> BestRun;

    internal CrossValidationExperimentResult(IEnumerable<CrossValidationRunDetail<TMetrics>> runDetails, CrossValidationRunDetail<TMetrics> bestRun)
    {
        RunDetails = runDetails;
        BestRun = bestRun;
    }
}
