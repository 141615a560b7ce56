namespace Microsoft.ML.Data;

/// <summary>Mean and spread of the metrics of two classes over several measurements.</summary>
public sealed class BinaryClassificationMetricsStatistics : IMetricsStatistics<BinaryClassificationMetrics>
{
    internal BinaryClassificationMetricsStatistics()
    {
    }

    /// <summary>Of <see cref="BinaryClassificationMetrics.AreaUnderRocCurve"/>.</summary>
    public MetricStatistics AreaUnderRocCurve { get; } = new();

    /// <summary>Of <see cref="BinaryClassificationMetrics.Accuracy"/>.</summary>
    public MetricStatistics Accuracy { get; } = new();

    /// <summary>Of <see cref="BinaryClassificationMetrics.PositivePrecision"/>.</summary>
    public MetricStatistics PositivePrecision { get; } = new();

    /// <summary>Of <see cref="BinaryClassificationMetrics.PositiveRecall"/>.</summary>
    public MetricStatistics PositiveRecall { get; } = new();

    /// <summary>Of <see cref="BinaryClassificationMetrics.NegativePrecision"/>.</summary>
    public MetricStatistics NegativePrecision { get; } = new();

    /// <summary>Of <see cref="BinaryClassificationMetrics.NegativeRecall"/>.</summary>
    public MetricStatistics NegativeRecall { get; } = new();

    /// <summary>Of <see cref="BinaryClassificationMetrics.F1Score"/>.</summary>
    public MetricStatistics F1Score { get; } = new();

    /// <summary>Of <see cref="BinaryClassificationMetrics.AreaUnderPrecisionRecallCurve"/>.</summary>
    public MetricStatistics AreaUnderPrecisionRecallCurve { get; } = new();

    void IMetricsStatistics<BinaryClassificationMetrics>.Add(BinaryClassificationMetrics after, BinaryClassificationMetrics before)
    {
        AreaUnderRocCurve.Add(after.AreaUnderRocCurve - before.AreaUnderRocCurve);
        Accuracy.Add(after.Accuracy - before.Accuracy);
        PositivePrecision.Add(after.PositivePrecision - before.PositivePrecision);
        PositiveRecall.Add(after.PositiveRecall - before.PositiveRecall);
        NegativePrecision.Add(after.NegativePrecision - before.NegativePrecision);
        NegativeRecall.Add(after.NegativeRecall - before.NegativeRecall);
        F1Score.Add(after.F1Score - before.F1Score);
        AreaUnderPrecisionRecallCurve.Add(after.AreaUnderPrecisionRecallCurve - before.AreaUnderPrecisionRecallCurve);
    }
}
