namespace Microsoft.ML.AutoML;

/// <summary>
/// The metric of an experiment.
/// </summary>
public interface IMetricManager
{
    /// <summary>Whether larger is better.</summary>
    bool IsMaximize { get; }

    /// <summary>The metric's name.</summary>
    string MetricName { get; }
}
