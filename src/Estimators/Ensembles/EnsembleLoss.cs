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

    /// <summary>What of each model's predictions the task's own loss reads: the probability of the row's class, or the value. Averages of it are those of the whole.</summary>
    public static FloatMatrix Read(PredictionTask task, FloatMatrix predictions, float[] labels)
    {
        if (task == PredictionTask.Regression)
        {
            return predictions;
        }

        var read = new FloatMatrix(predictions.Rows, 1);
        for (var row = 0; row < read.Rows; row++)
        {
            read.Values[row] = task == PredictionTask.Multiclass ? predictions.Row(row)[(int)labels[row]]
                : labels[row] > 0.5f ? predictions.Values[row] : 1 - predictions.Values[row];
        }

        return read;
    }

    /// <summary>The task's own loss of what <see cref="Read"/> gives.</summary>
    public static Func<FloatMatrix, float[], float[]?, double> ForRead(PredictionTask task) => task == PredictionTask.Regression ? Squared : LogOfClass;

    private static double LogOfClass(FloatMatrix probabilities, float[] labels, float[]? weights)
    {
        if (weights is not null)
        {
            return Mean(labels, weights, row => -Log(probabilities.Values[row]));
        }

        // One logarithm of a product of 32, at least 1e-224, in place of 32: selection spends its time here.
        const int Factors = 32;
        var (sum, product) = (0.0, 1.0);
        var values = probabilities.Values.AsSpan(0, labels.Length);
        for (var row = 0; row < values.Length; row++)
        {
            product *= Math.Max(values[row], Lowest);
            if (row % Factors == Factors - 1)
            {
                sum -= Math.Log(product);
                product = 1;
            }
        }

        return (sum - Math.Log(product)) / values.Length;
    }

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
