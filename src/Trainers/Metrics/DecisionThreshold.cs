namespace MLNetTuning.Trainers.Metrics;

/// <summary>Chooses above which probability a row is decided to be of class 1.</summary>
public static class DecisionThreshold
{
    /// <summary>The threshold with the best value on rows that were not trained on; of equal ones the nearest to one half.</summary>
    /// <param name="probabilities">Probabilities of class 1, one per row.</param>
    /// <param name="labels">0 or 1 per row, both present.</param>
    /// <param name="metric">What to choose for.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <returns>The threshold, above 0 and below 1, midway between two probabilities of the rows; and the metric's value on these rows.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a probability is not in 0 to 1, or a class is absent.</exception>
    public static (double Threshold, double Value) Choose(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels, DecisionMetric metric, ReadOnlySpan<float> weights = default)
    {
        MetricInput.CheckLengths(probabilities.Length, labels.Length, weights.Length);
        var order = MetricInput.OrderDescending(probabilities);
        var (ones, zeros) = Totals(probabilities, labels, weights);

        // Above the highest probability nothing is decided to be 1; each step down adds the rows of one probability.
        var (right, wrong) = (0.0, 0.0);
        var best = (Threshold: Between(1, probabilities[order[0]]), Value: Value(metric, 0, 0, ones, zeros));
        for (var place = 0; place < order.Length; place++)
        {
            var row = order[place];
            var weight = MetricInput.Weight(weights, row);
            (right, wrong) = labels[row] > 0.5f ? (right + weight, wrong) : (right, wrong + weight);
            var next = place + 1 < order.Length ? probabilities[order[place + 1]] : 0;
            if (place + 1 < order.Length && next == probabilities[row])
            {
                continue;
            }

            var (threshold, value) = (Between(probabilities[row], next), Value(metric, right, wrong, ones, zeros));
            if (value > best.Value || (value == best.Value && Math.Abs(threshold - 0.5) < Math.Abs(best.Threshold - 0.5)))
            {
                best = (threshold, value);
            }
        }

        return best;
    }

    private static (double Ones, double Zeros) Totals(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        var (ones, zeros) = (0.0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            if (!(probabilities[row] >= 0 && probabilities[row] <= 1))
            {
                throw new ArgumentException(FormattableString.Invariant($"Row {row} has the probability {probabilities[row]}; probabilities lie in 0 to 1."), nameof(probabilities));
            }

            var weight = MetricInput.Weight(weights, row);
            (ones, zeros) = MetricInput.Class(labels, row, 2) == 1 ? (ones + weight, zeros) : (ones, zeros + weight);
        }

        return ones > 0 && zeros > 0 ? (ones, zeros)
            : throw new ArgumentException("A threshold is chosen on rows of both classes; one of them is absent.", nameof(labels));
    }

    private static double Between(double high, double low) => Math.Clamp((high + low) / 2, 1e-6, 1 - 1e-6);

    private static double Value(DecisionMetric metric, double right, double wrong, double ones, double zeros) => metric switch
    {
        DecisionMetric.Accuracy => (right + zeros - wrong) / (ones + zeros),
        DecisionMetric.BalancedAccuracy => ((right / ones) + ((zeros - wrong) / zeros)) / 2,
        DecisionMetric.F1Score => 2 * right / (right + wrong + ones),
        DecisionMetric.MatthewsCorrelation => Matthews(right, wrong, ones, zeros),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, $"The metric is one of {string.Join(", ", Enum.GetNames<DecisionMetric>())}."),
    };

    private static double Matthews(double right, double wrong, double ones, double zeros)
    {
        var spread = (right + wrong) * (ones + zeros - right - wrong) * ones * zeros;
        return spread > 0 ? ((right * (zeros - wrong)) - (wrong * (ones - right))) / Math.Sqrt(spread) : 0;
    }
}
