using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>How differently models err; an ensemble gains from models that are good and err differently.</summary>
/// <remarks>L. Kuncheva and C. Whitaker, "Measures of diversity in classifier ensembles", Machine Learning 51, 2003.</remarks>
public static class Diversity
{
    /// <summary>The share of rows on which two models predict another class, model by model; binary classes turn at one half.</summary>
    /// <param name="predictions">Per model rows x 1 probabilities of class 1, or rows x classes.</param>
    /// <exception cref="ArgumentException">The models have predictions of different sizes, or of no rows.</exception>
    public static IReadOnlyList<IReadOnlyList<double>> Disagreement(IReadOnlyList<FloatMatrix> predictions)
    {
        Check(predictions);
        var classes = predictions.Select(one => Enumerable.Range(0, one.Rows).Select(row => one.Columns == 1 ? (one.Values[row] > 0.5f ? 1 : 0) : MulticlassMetrics.PredictedClass(one.Row(row))).ToArray()).ToArray();
        return Pairs(classes.Length, (a, b) => classes[a].Zip(classes[b]).Count(pair => pair.First != pair.Second) / (double)classes[a].Length);
    }

    /// <summary>The correlation of two models' errors, model by model: prediction less label, for several classes the missing probability of the true class. 1 for errors that never vary.</summary>
    /// <param name="predictions">Per model rows x 1 probabilities or values, or rows x classes.</param>
    /// <param name="labels">The labels: 0 or 1, the class number, or the value.</param>
    /// <exception cref="ArgumentException">The models have predictions of different sizes, or of no rows, or there is not one label a row.</exception>
    public static IReadOnlyList<IReadOnlyList<double>> ErrorCorrelation(IReadOnlyList<FloatMatrix> predictions, float[] labels)
    {
        Check(predictions);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length != predictions[0].Rows)
        {
            throw new ArgumentException($"There are {predictions[0].Rows} rows of predictions but {labels.Length} labels.", nameof(labels));
        }

        var errors = predictions.Select(one => Centered(one, labels)).ToArray();
        return Pairs(errors.Length, (a, b) =>
        {
            var scale = Math.Sqrt(Dot(errors[a], errors[a]) * Dot(errors[b], errors[b]));
            return a == b || scale == 0 ? 1 : Dot(errors[a], errors[b]) / scale;
        });
    }

    private static double[][] Pairs(int count, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, count).Select(a => Enumerable.Range(0, count).Select(b => value(a, b)).ToArray())];

    private static double[] Centered(FloatMatrix predictions, float[] labels)
    {
        var errors = new double[labels.Length];
        for (var row = 0; row < errors.Length; row++)
        {
            var values = predictions.Row(row);
            errors[row] = values.Length == 1 ? (double)values[0] - labels[row] : 1.0 - values[(int)labels[row]];
        }

        var mean = errors.Average();
        return Array.ConvertAll(errors, error => error - mean);
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Check(IReadOnlyList<FloatMatrix> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Count == 0 || predictions[0].Rows == 0 || predictions.Any(one => one.Rows != predictions[0].Rows || one.Columns != predictions[0].Columns))
        {
            throw new ArgumentException("Diversity needs predictions of one model or more, all of the same size and of one row or more.", nameof(predictions));
        }
    }
}
