namespace MLNetTuning.Trainers.Metrics;

/// <summary>How good predictions of a real number are. A NaN among predictions or labels gives NaN.</summary>
public static class RegressionMetrics
{
    /// <summary>The mean squared difference, in squared units of the label.</summary>
    /// <param name="predictions">One prediction per row.</param>
    /// <param name="labels">One label per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <exception cref="ArgumentException">Lengths differ or there are no rows.</exception>
    public static double MeanSquaredError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        MetricInput.CheckLengths(predictions.Length, labels.Length, weights.Length);
        double sum = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = MetricInput.Weight(weights, i);
            var miss = (double)predictions[i] - labels[i];
            sum += weight * miss * miss;
            total += weight;
        }

        return sum / total;
    }

    /// <summary>The root of the mean squared difference, in units of the label.</summary>
    /// <param name="predictions">One prediction per row.</param>
    /// <param name="labels">One label per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <exception cref="ArgumentException">Lengths differ or there are no rows.</exception>
    public static double RootMeanSquaredError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
        => Math.Sqrt(MeanSquaredError(predictions, labels, weights));

    /// <summary>The mean absolute difference, in units of the label.</summary>
    /// <param name="predictions">One prediction per row.</param>
    /// <param name="labels">One label per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <exception cref="ArgumentException">Lengths differ or there are no rows.</exception>
    public static double MeanAbsoluteError(ReadOnlySpan<float> predictions, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        MetricInput.CheckLengths(predictions.Length, labels.Length, weights.Length);
        double sum = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = MetricInput.Weight(weights, i);
            sum += weight * Math.Abs((double)predictions[i] - labels[i]);
            total += weight;
        }

        return sum / total;
    }

    /// <summary>1 minus squared error over the variance of the labels: 1 is perfect, 0 is no better than the mean.</summary>
    /// <param name="predictions">One prediction per row.</param>
    /// <param name="labels">One label per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <returns>At most 1; NaN or negative infinity when all labels are equal.</returns>
    /// <exception cref="ArgumentException">Lengths differ or there are no rows.</exception>
    public static double RSquared(ReadOnlySpan<float> predictions, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        var error = MeanSquaredError(predictions, labels, weights);
        double sum = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = MetricInput.Weight(weights, i);
            sum += weight * labels[i];
            total += weight;
        }

        // Two passes: the one-pass formula loses all digits when labels are large and close together.
        var mean = sum / total;
        double spread = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            spread += MetricInput.Weight(weights, i) * (labels[i] - mean) * (labels[i] - mean);
        }

        return 1 - (error / (spread / total));
    }
}
