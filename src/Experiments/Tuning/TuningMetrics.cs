using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>What each metric means.</summary>
internal static class TuningMetrics
{
    internal static bool HigherIsBetter(TuningMetric metric) => metric is not (TuningMetric.LogLoss or TuningMetric.RootMeanSquaredError or TuningMetric.MeanAbsoluteError);

    /// <summary>Whether the metric reads classes decided on rather than probabilities, and one threshold of two classes suits it better than another.</summary>
    internal static bool WantsThreshold(TuningMetric metric) => metric is TuningMetric.F1Score or TuningMetric.BalancedAccuracy or TuningMetric.Accuracy;

    /// <summary>The metric a task is usually judged by.</summary>
    internal static TuningMetric DefaultFor(PredictionTask task) => task switch
    {
        PredictionTask.Binary => TuningMetric.AreaUnderRocCurve,
        PredictionTask.Multiclass => TuningMetric.LogLoss,
        _ => TuningMetric.RootMeanSquaredError,
    };

    internal static bool Suits(TuningMetric metric, PredictionTask task) => task switch
    {
        PredictionTask.Binary => metric is TuningMetric.AreaUnderRocCurve or TuningMetric.Accuracy or TuningMetric.LogLoss
            or TuningMetric.F1Score or TuningMetric.BalancedAccuracy or TuningMetric.AreaUnderPrecisionRecallCurve,
        PredictionTask.Multiclass => metric is TuningMetric.Accuracy or TuningMetric.LogLoss or TuningMetric.BalancedAccuracy,
        _ => metric is TuningMetric.RootMeanSquaredError or TuningMetric.MeanAbsoluteError or TuningMetric.RSquared,
    };

    /// <summary>The metrics that suit a task, for a message.</summary>
    internal static string Allowed(PredictionTask task) => string.Join(", ", Enum.GetValues<TuningMetric>().Where(metric => Suits(metric, task)));

    internal static string ShortName(TuningMetric metric) => metric switch
    {
        TuningMetric.AreaUnderRocCurve => "AUC",
        TuningMetric.Accuracy => "accuracy",
        TuningMetric.LogLoss => "log loss",
        TuningMetric.RootMeanSquaredError => "RMSE",
        TuningMetric.MeanAbsoluteError => "MAE",
        TuningMetric.F1Score => "F1",
        TuningMetric.BalancedAccuracy => "balanced accuracy",
        TuningMetric.AreaUnderPrecisionRecallCurve => "PR-AUC",
        _ => "R2",
    };

    /// <summary>Evaluates predictions: rows x 1 probabilities or values, or rows x classes probabilities; one of two classes is decided on above the threshold, one of several by the weights.</summary>
    internal static double Evaluate(
        TuningMetric metric, PredictionTask task, FloatMatrix predictions, ReadOnlySpan<float> labels, float threshold = 0.5f, IReadOnlyList<float>? weights = null)
    {
        var values = predictions.Values.AsSpan(0, predictions.Rows * predictions.Columns);
        var multiclass = task == PredictionTask.Multiclass;
        return metric switch
        {
            TuningMetric.AreaUnderRocCurve => BinaryMetrics.AreaUnderRocCurve(values, labels),
            TuningMetric.Accuracy => multiclass ? MulticlassMetrics.MicroAccuracy(DecisionWeights.Apply(predictions, weights ?? []), labels) : BinaryMetrics.Accuracy(values, labels, threshold: threshold),
            TuningMetric.LogLoss => multiclass ? MulticlassMetrics.LogLoss(predictions, labels) : BinaryMetrics.LogLoss(values, labels),
            TuningMetric.F1Score => BinaryMetrics.F1Score(values, labels, threshold: threshold),
            TuningMetric.BalancedAccuracy => multiclass ? MulticlassMetrics.MacroAccuracy(DecisionWeights.Apply(predictions, weights ?? []), labels) : MeanRecall(values, labels, threshold),
            TuningMetric.AreaUnderPrecisionRecallCurve => BinaryMetrics.AreaUnderPrecisionRecallCurve(values, labels),
            TuningMetric.RootMeanSquaredError => RegressionMetrics.RootMeanSquaredError(values, labels),
            TuningMetric.MeanAbsoluteError => RegressionMetrics.MeanAbsoluteError(values, labels),
            _ => RegressionMetrics.RSquared(values, labels),
        };
    }

    private static double MeanRecall(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels, float threshold)
    {
        var (found, counts) = (new double[2], new double[2]);
        for (var row = 0; row < labels.Length; row++)
        {
            var label = labels[row] > 0.5f ? 1 : 0;
            counts[label]++;
            found[label] += (probabilities[row] > threshold ? 1 : 0) == label ? 1 : 0;
        }

        return ((found[0] / Math.Max(1, counts[0])) + (found[1] / Math.Max(1, counts[1]))) / 2;
    }
}
