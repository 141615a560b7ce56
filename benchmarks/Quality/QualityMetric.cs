using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Benchmarks.Quality;

/// <summary>What a file's answers are judged by, turned so that less is better.</summary>
internal static class QualityMetric
{
    /// <summary>The metric's name.</summary>
    public static string NameOf(PredictionTask task) => task switch
    {
        PredictionTask.Binary => "1 - AUC",
        PredictionTask.Multiclass => "log loss",
        _ => "RMSE",
    };

    /// <summary>The error of answers to rows with these labels.</summary>
    public static double ErrorOf(PredictionTask task, float[] predictions, float[] labels) => task switch
    {
        PredictionTask.Binary => 1 - BinaryMetrics.AreaUnderRocCurve(predictions, labels),
        PredictionTask.Multiclass => MulticlassMetrics.LogLoss(new FloatMatrix(labels.Length, predictions.Length / labels.Length, predictions), labels),
        _ => RegressionMetrics.RootMeanSquaredError(predictions.AsSpan(0, labels.Length), labels),
    };
}
