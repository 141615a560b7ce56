namespace Microsoft.ML.Data;

/// <summary>Mean and spread of the metrics of regression over several measurements.</summary>
public sealed class RegressionMetricsStatistics : IMetricsStatistics<RegressionMetrics>
{
    internal RegressionMetricsStatistics()
    {
    }

    /// <summary>Of <see cref="RegressionMetrics.MeanAbsoluteError"/>.</summary>
    public MetricStatistics MeanAbsoluteError { get; } = new();

    /// <summary>Of <see cref="RegressionMetrics.MeanSquaredError"/>.</summary>
    public MetricStatistics MeanSquaredError { get; } = new();

    /// <summary>Of <see cref="RegressionMetrics.RootMeanSquaredError"/>.</summary>
    public MetricStatistics RootMeanSquaredError { get; } = new();

    /// <summary>Of <see cref="RegressionMetrics.LossFunction"/>.</summary>
    public MetricStatistics LossFunction { get; } = new();

    /// <summary>Of <see cref="RegressionMetrics.RSquared"/>.</summary>
    public MetricStatistics RSquared { get; } = new();

    void IMetricsStatistics<RegressionMetrics>.Add(RegressionMetrics after, RegressionMetrics before)
    {
        MeanAbsoluteError.Add(after.MeanAbsoluteError - before.MeanAbsoluteError);
        MeanSquaredError.Add(after.MeanSquaredError - before.MeanSquaredError);
        RootMeanSquaredError.Add(after.RootMeanSquaredError - before.RootMeanSquaredError);
        LossFunction.Add(after.LossFunction - before.LossFunction);
        RSquared.Add(after.RSquared - before.RSquared);
    }
}
