using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Calibration;

/// <summary>Whether probabilities come true as often as they say.</summary>
public static class Reliability
{
    /// <summary>The reliability curve: rows in the order of their probabilities, cut into bins of about equal weight.</summary>
    /// <param name="probabilities">Probabilities of class 1, one per row.</param>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="bins">How many bins at most, 1 or more. Default 10. Equal probabilities stay in one bin.</param>
    /// <param name="weights">Row weights, or empty for all 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is not 0 or 1.</exception>
    public static IReadOnlyList<ReliabilityBin> Curve(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels, int bins = 10, ReadOnlySpan<float> weights = default)
    {
        MetricInput.CheckLengths(probabilities.Length, labels.Length, weights.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var order = MetricInput.OrderDescending(probabilities);
        Array.Reverse(order);
        var whole = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            whole += MetricInput.Weight(weights, row);
        }

        var curve = new List<ReliabilityBin>();
        var (sumP, sumY, sumW, before) = (0.0, 0.0, 0.0, 0.0);
        for (var place = 0; place < order.Length; place++)
        {
            var row = order[place];
            var weight = MetricInput.Weight(weights, row);
            (sumP, sumY, sumW) = (sumP + (weight * probabilities[row]), sumY + (weight * MetricInput.Class(labels, row, 2)), sumW + weight);
            var isLast = place + 1 == order.Length;
            var isFull = before + sumW >= whole * (curve.Count + 1) / bins * (1 - 1e-9);
            if (sumW > 0 && (isLast || (isFull && probabilities[order[place + 1]] != probabilities[row])))
            {
                curve.Add(new ReliabilityBin(sumP / sumW, sumY / sumW, sumW));
                (before, sumP, sumY, sumW) = (before + sumW, 0, 0, 0);
            }
        }

        return curve;
    }

    /// <summary>The expected calibration error: the mean distance between predicted and observed over the bins, by weight.</summary>
    /// <param name="curve">A reliability curve.</param>
    /// <exception cref="ArgumentException">The curve has no bins.</exception>
    public static double ExpectedError(IReadOnlyList<ReliabilityBin> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return curve.Count > 0
            ? curve.Sum(bin => bin.Weight * Math.Abs(bin.Predicted - bin.Observed)) / curve.Sum(bin => bin.Weight)
            : throw new ArgumentException("The curve has no bins.", nameof(curve));
    }
}
