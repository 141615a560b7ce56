namespace Microsoft.ML.AutoML;

/// <summary>
/// A metric that can be computed from scored rows.
/// </summary>
public interface IEvaluateMetricManager : IMetricManager
{
    /// <summary>The metric of the scored rows.</summary>
    /// <param name="context">The trial's context.</param>
    /// <param name="eval">Rows with label and score columns.</param>
    double Evaluate(MLContext context, IDataView eval);
}
