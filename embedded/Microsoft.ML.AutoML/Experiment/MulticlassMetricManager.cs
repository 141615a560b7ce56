namespace Microsoft.ML.AutoML;

internal sealed class MulticlassMetricManager(MulticlassClassificationMetric metric, string labelColumn, string predictedColumn) : IEvaluateMetricManager
{
    public bool IsMaximize => MulticlassTask.IsMaximized(metric);

    public string MetricName => metric.ToString();

    public double Evaluate(MLContext context, IDataView eval)
    {
        var metrics = context.MulticlassClassification.Evaluate(eval, labelColumn, predictedLabelColumnName: predictedColumn);
        return MulticlassTask.Value(metric, metrics);
    }
}
