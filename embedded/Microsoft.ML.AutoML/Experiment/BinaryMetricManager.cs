namespace Microsoft.ML.AutoML;

internal sealed class BinaryMetricManager(BinaryClassificationMetric metric, string labelColumn, string predictedColumn) : IEvaluateMetricManager
{
    public bool IsMaximize => true;

    public string MetricName => metric.ToString();

    public double Evaluate(MLContext context, IDataView eval)
    {
        var metrics = context.BinaryClassification.EvaluateNonCalibrated(eval, labelColumn, predictedLabelColumnName: predictedColumn);
        return BinaryTask.Value(metric, metrics);
    }
}
