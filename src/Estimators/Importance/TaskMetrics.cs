using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Estimators.Importance;

/// <summary>All metrics of a task at once.</summary>
internal static class TaskMetrics
{
    /// <summary>The metric that is the task's loss.</summary>
    public static string LossName(PredictionTask task) => task == PredictionTask.Regression ? "MeanSquaredError" : "LogLoss";

    public static Dictionary<string, double> Of(PredictionTask task, FloatMatrix predictions, float[] labels)
    {
        var values = predictions.Values.AsSpan(0, predictions.Rows * predictions.Columns);
        return task switch
        {
            PredictionTask.Binary => new(StringComparer.Ordinal)
            {
                ["AreaUnderRocCurve"] = BinaryMetrics.AreaUnderRocCurve(values, labels),
                ["AreaUnderPrecisionRecallCurve"] = BinaryMetrics.AreaUnderPrecisionRecallCurve(values, labels),
                ["Accuracy"] = BinaryMetrics.Accuracy(values, labels),
                ["F1Score"] = BinaryMetrics.F1Score(values, labels),
                ["LogLoss"] = BinaryMetrics.LogLoss(values, labels),
            },
            PredictionTask.Multiclass => new(StringComparer.Ordinal)
            {
                ["MicroAccuracy"] = MulticlassMetrics.MicroAccuracy(predictions, labels),
                ["MacroAccuracy"] = MulticlassMetrics.MacroAccuracy(predictions, labels),
                ["LogLoss"] = MulticlassMetrics.LogLoss(predictions, labels),
            },
            _ => new(StringComparer.Ordinal)
            {
                ["MeanAbsoluteError"] = RegressionMetrics.MeanAbsoluteError(values, labels),
                ["MeanSquaredError"] = RegressionMetrics.MeanSquaredError(values, labels),
                ["RootMeanSquaredError"] = RegressionMetrics.RootMeanSquaredError(values, labels),
                ["RSquared"] = RegressionMetrics.RSquared(values, labels),
            },
        };
    }
}
