namespace MLNetTuning.Trainers.Metrics;

/// <summary>Decides between several classes by their probabilities times a weight each, and chooses the weights for a metric of decisions.</summary>
/// <remarks>
/// The most probable class is the best answer where all rows count the same. Where all classes do, Bayes' rule divides each class's probability by its share; of
/// probabilities that are not quite true, powers of the shares, or weights of their own, may be better.
/// </remarks>
public static class DecisionWeights
{
    private static readonly double[] _powers = [0, 0.25, 0.5, 0.75, 1];

    /// <summary>The class whose probability times its weight is highest; ties go to the lower class number.</summary>
    /// <param name="probabilities">One probability per class.</param>
    /// <param name="weights">One weight per class; empty for all 1.</param>
    /// <exception cref="ArgumentException">There are weights, but not one per class.</exception>
    public static int PredictedClass(ReadOnlySpan<float> probabilities, IReadOnlyList<float> weights)
    {
        if (!Weighs(probabilities.Length, weights))
        {
            return MulticlassMetrics.PredictedClass(probabilities);
        }

        var best = 0;
        for (var k = 1; k < probabilities.Length; k++)
        {
            best = probabilities[k] * weights[k] > probabilities[best] * weights[best] ? k : best;
        }

        return best;
    }

    /// <summary>Probabilities times the weights of their classes, for metrics that look for the highest; the probabilities themselves where there are no weights.</summary>
    /// <param name="probabilities">Rows x classes.</param>
    /// <param name="weights">One weight per class; empty for all 1.</param>
    /// <exception cref="ArgumentException">There are weights, but not one per class.</exception>
    public static FloatMatrix Apply(FloatMatrix probabilities, IReadOnlyList<float> weights)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (!Weighs(probabilities.Columns, weights))
        {
            return probabilities;
        }

        var result = new FloatMatrix(probabilities.Rows, probabilities.Columns);
        for (var row = 0; row < result.Rows; row++)
        {
            var from = probabilities.Row(row);
            var to = result.Row(row);
            for (var k = 0; k < to.Length; k++)
            {
                to[k] = from[k] * weights[k];
            }
        }

        return result;
    }

    /// <summary>The weights with the best value on rows that were not trained on.</summary>
    /// <param name="probabilities">Rows x classes, of rows the model did not learn from.</param>
    /// <param name="labels">0 to K-1 per row.</param>
    /// <param name="metric"><see cref="DecisionMetric.Accuracy"/> or <see cref="DecisionMetric.BalancedAccuracy"/>.</param>
    /// <param name="eachClass">Whether each class gets a weight of its own, by coordinate search; else the weights are one power, 0 to 1, of the classes' shares, inverted.</param>
    /// <returns>One weight per class with a geometric mean of 1; empty where all 1 are as good.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is no class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The metric is another one.</exception>
    public static float[] Choose(FloatMatrix probabilities, ReadOnlySpan<float> labels, DecisionMetric metric, bool eachClass)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        MetricInput.CheckLengths(probabilities.Rows, labels.Length, 0);
        if (metric is not (DecisionMetric.Accuracy or DecisionMetric.BalancedAccuracy))
        {
            throw new ArgumentOutOfRangeException(nameof(metric), metric, $"Weights of several classes are chosen for {DecisionMetric.Accuracy} or {DecisionMetric.BalancedAccuracy}.");
        }

        var search = DecisionWeightSearch.Of(probabilities, labels, metric);
        var weights = _powers.Select(search.OfShares).MaxBy(search.Value)!;
        if (eachClass)
        {
            search.Improve(weights);
        }

        return weights.Any(weight => weight != weights[0]) ? Normalized(weights) : [];
    }

    private static bool Weighs(int classes, IReadOnlyList<float> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return weights.Count == 0 || weights.Count == classes
            ? weights.Count > 0
            : throw new ArgumentException($"There are {weights.Count} weights for {classes} classes; give one per class, or none.", nameof(weights));
    }

    private static float[] Normalized(double[] weights)
    {
        var mean = Math.Exp(weights.Average(weight => Math.Log(weight)));
        return Array.ConvertAll(weights, weight => (float)(weight / mean));
    }
}
