using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>How good test scores are: accuracy, or the root mean squared error.</summary>
internal static class QualityMeasure
{
    /// <summary>Its name.</summary>
    public static string NameOf(PredictionTask task) => task == PredictionTask.Regression ? "RMSE" : "accuracy";

    /// <summary>The measure of scores: probabilities (one of class 1, or one per class) or values.</summary>
    public static double Of(QualityTable table, float[] scores, float[] labels) => table.File.Task switch
    {
        PredictionTask.Binary => BinaryMetrics.Accuracy(scores, labels),
        PredictionTask.Multiclass => MulticlassMetrics.MicroAccuracy(new FloatMatrix(labels.Length, table.Outputs, scores), labels),
        _ => RegressionMetrics.RootMeanSquaredError(scores, labels),
    };

    /// <summary>What each row costs: 1 for a wrong class, or the squared error.</summary>
    public static double[] Costs(QualityTable table, float[] scores, float[] labels)
    {
        var costs = new double[labels.Length];
        for (var i = 0; i < costs.Length; i++)
        {
            var score = scores.AsSpan(i * table.Outputs, table.Outputs);
            costs[i] = table.File.Task switch
            {
                PredictionTask.Binary => (score[0] > 0.5f) == (labels[i] > 0.5f) ? 0 : 1,
                PredictionTask.Multiclass => Highest(score) == (int)labels[i] ? 0 : 1,
                _ => Math.Pow((double)score[0] - labels[i], 2),
            };
        }

        return costs;
    }

    private static int Highest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
