namespace Microsoft.ML.AutoML;

internal sealed class RegressionMetricManager(RegressionMetric metric, string labelColumn, string scoreColumn) : IEvaluateMetricManager
{
    public bool IsMaximize => RegressionTask.IsMaximized(metric);

    public string MetricName => metric.ToString();

    public double Evaluate(MLContext context, IDataView eval)
    {
        var metrics = context.Regression.Evaluate(eval, labelColumn, scoreColumn);
        return RegressionTask.Value(metric, metrics);
    }
}
