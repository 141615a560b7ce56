namespace Microsoft.ML.Data;

/// <summary>Collects by how much metrics change.</summary>
/// <typeparam name="TMetrics">The metrics of one evaluation.</typeparam>
internal interface IMetricsStatistics<in TMetrics>
{
    /// <summary>Adds the differences of one evaluation to another.</summary>
    void Add(TMetrics after, TMetrics before);
}
