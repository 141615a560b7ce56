using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>The losses ensembles are selected on: log loss in nats, or mean squared error.</summary>
internal static class EnsembleLoss
{
    private const double Lowest = 1e-7;

    public static Func<FloatMatrix, float[], float[]?, double> For(PredictionTask task) => task switch
    {
        PredictionTask.Binary => Binary,
        PredictionTask.Multiclass => Multiclass,
        _ => Squared,
    };

    private static double Binary(FloatMatrix probabilities, float[] labels, float[]? weights) =>
        Mean(labels, weights, row => -Log(labels[row] > 0.5f ? probabilities.Values[row] : 1.0 - probabilities.Values[row]));

    private static double Multiclass(FloatMatrix probabilities, float[] labels, float[]? weights) =>
        Mean(labels, weights, row => -Log(probabilities.Row(row)[(int)labels[row]]));

    private static double Squared(FloatMatrix values, float[] labels, float[]? weights) =>
        Mean(labels, weights, row => ((double)values.Values[row] - labels[row]) * ((double)values.Values[row] - labels[row]));

    private static double Log(double probability) => Math.Log(Math.Max(probability, Lowest));

    private static double Mean(float[] labels, float[]? weights, Func<int, double> loss)
    {
        var (sum, total) = (0.0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            var weight = weights?[row] ?? 1.0;
            sum += weight * loss(row);
            total += weight;
        }

        return sum / total;
    }
}
