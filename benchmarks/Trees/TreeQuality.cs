using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>How good test scores are, in measures of which each names its direction.</summary>
/// <param name="Name">The measure.</param>
/// <param name="LowerIsBetter">Its direction.</param>
/// <param name="Of">Computes it from probabilities or values.</param>
internal sealed record TreeQuality(string Name, bool LowerIsBetter, Func<float[], double> Of)
{
    /// <summary>The measures of a task.</summary>
    public static IReadOnlyList<TreeQuality> Measures(TreeData data)
    {
        var labels = data.Test.Labels;
        return data.Task switch
        {
            PredictionTask.Binary =>
            [
                new("AUC", false, s => BinaryMetrics.AreaUnderRocCurve(s, labels)),
                new("log loss", true, s => BinaryMetrics.LogLoss(s, labels)),
            ],
            PredictionTask.Multiclass =>
            [
                new("accuracy", false, s => MulticlassMetrics.MicroAccuracy(Rows(s), labels)),
                new("log loss", true, s => MulticlassMetrics.LogLoss(Rows(s), labels)),
            ],
            _ => [new("RMSE", true, s => RegressionMetrics.RootMeanSquaredError(s, labels))],
        };

        FloatMatrix Rows(float[] scores) => new(data.Test.Rows, data.Classes, scores);
    }
}
