using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>What each metric means.</summary>
internal static class TuningMetrics
{
    internal static bool HigherIsBetter(TuningMetric metric) => metric is TuningMetric.AreaUnderRocCurve or TuningMetric.Accuracy or TuningMetric.RSquared;

    /// <summary>The metric a task is usually judged by.</summary>
    internal static TuningMetric DefaultFor(PredictionTask task) => task switch
    {
        PredictionTask.Binary => TuningMetric.AreaUnderRocCurve,
        PredictionTask.Multiclass => TuningMetric.LogLoss,
        _ => TuningMetric.RootMeanSquaredError,
    };

    internal static bool Suits(TuningMetric metric, PredictionTask task) => task switch
    {
        PredictionTask.Binary => metric is TuningMetric.AreaUnderRocCurve or TuningMetric.Accuracy or TuningMetric.LogLoss,
        PredictionTask.Multiclass => metric is TuningMetric.Accuracy or TuningMetric.LogLoss,
        _ => metric is TuningMetric.RootMeanSquaredError or TuningMetric.MeanAbsoluteError or TuningMetric.RSquared,
    };

    internal static string ShortName(TuningMetric metric) => metric switch
    {
        TuningMetric.AreaUnderRocCurve => "AUC",
        TuningMetric.Accuracy => "accuracy",
        TuningMetric.LogLoss => "log loss",
        TuningMetric.RootMeanSquaredError => "RMSE",
        TuningMetric.MeanAbsoluteError => "MAE",
        _ => "R2",
    };

    /// <summary>Evaluates predictions: rows x 1 probabilities or values, or rows x classes probabilities.</summary>
    internal static double Evaluate(TuningMetric metric, PredictionTask task, FloatMatrix predictions, ReadOnlySpan<float> labels)
    {
        var values = predictions.Values.AsSpan(0, predictions.Rows * predictions.Columns);
        var multiclass = task == PredictionTask.Multiclass;
        return metric switch
        {
            TuningMetric.AreaUnderRocCurve => BinaryMetrics.AreaUnderRocCurve(values, labels),
            TuningMetric.Accuracy => multiclass ? MulticlassMetrics.MicroAccuracy(predictions, labels) : BinaryMetrics.Accuracy(values, labels),
            TuningMetric.LogLoss => multiclass ? MulticlassMetrics.LogLoss(predictions, labels) : BinaryMetrics.LogLoss(values, labels),
            TuningMetric.RootMeanSquaredError => RegressionMetrics.RootMeanSquaredError(values, labels),
            TuningMetric.MeanAbsoluteError => RegressionMetrics.MeanAbsoluteError(values, labels),
            _ => RegressionMetrics.RSquared(values, labels),
        };
    }
}
