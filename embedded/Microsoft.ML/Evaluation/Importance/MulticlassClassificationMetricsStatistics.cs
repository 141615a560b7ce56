namespace Microsoft.ML.Data;

/// <summary>Mean and spread of the metrics of several classes over several measurements.</summary>
public sealed class MulticlassClassificationMetricsStatistics : IMetricsStatistics<MulticlassClassificationMetrics>
{
    private MetricStatistics[]? _perClassLogLoss;

    internal MulticlassClassificationMetricsStatistics()
    {
    }

    /// <summary>Of <see cref="MulticlassClassificationMetrics.MacroAccuracy"/>.</summary>
    public MetricStatistics MacroAccuracy { get; } = new();

    /// <summary>Of <see cref="MulticlassClassificationMetrics.MicroAccuracy"/>.</summary>
    public MetricStatistics MicroAccuracy { get; } = new();

    /// <summary>Of <see cref="MulticlassClassificationMetrics.LogLoss"/>.</summary>
    public MetricStatistics LogLoss { get; } = new();

    /// <summary>Of <see cref="MulticlassClassificationMetrics.LogLossReduction"/>.</summary>
    public MetricStatistics LogLossReduction { get; } = new();

    /// <summary>Of <see cref="MulticlassClassificationMetrics.TopKAccuracy"/>.</summary>
    public MetricStatistics TopKAccuracy { get; } = new();

    /// <summary>Of <see cref="MulticlassClassificationMetrics.PerClassLogLoss"/>, one a class; null without measurements.</summary>
    public IReadOnlyList<MetricStatistics> PerClassLogLoss => _perClassLogLoss!;

    void IMetricsStatistics<MulticlassClassificationMetrics>.Add(MulticlassClassificationMetrics after, MulticlassClassificationMetrics before)
    {
        MacroAccuracy.Add(after.MacroAccuracy - before.MacroAccuracy);
        MicroAccuracy.Add(after.MicroAccuracy - before.MicroAccuracy);
        LogLoss.Add(after.LogLoss - before.LogLoss);
        LogLossReduction.Add(after.LogLossReduction - before.LogLossReduction);
        TopKAccuracy.Add(after.TopKAccuracy - before.TopKAccuracy);
        _perClassLogLoss ??= [.. after.PerClassLogLoss.Select(static _ => new MetricStatistics())];
        for (var k = 0; k < _perClassLogLoss.Length; k++)
        {
            _perClassLogLoss[k].Add(after.PerClassLogLoss[k] - before.PerClassLogLoss[k]);
        }
    }
}
