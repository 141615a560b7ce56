namespace MLNetTuning.Trainers.Metrics;

/// <summary>How good predictions of two classes are. Labels are 0 or 1; predictions with a NaN give NaN.</summary>
public static class BinaryMetrics
{
    /// <summary>The smallest probability a logarithm is taken of, so that one sure mistake stays finite.</summary>
    public const double SmallestProbability = 1e-15;

    /// <summary>The chance that a positive row scores above a negative one, ties counting one half.</summary>
    /// <param name="scores">Higher means more likely 1; any scale.</param>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <returns>0 to 1; NaN when one of the classes has no weight.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is not 0 or 1.</exception>
    public static double AreaUnderRocCurve(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        MetricInput.CheckLengths(scores.Length, labels.Length, weights.Length);
        if (MetricInput.HasNaN(scores))
        {
            return double.NaN;
        }

        var order = MetricInput.OrderDescending(scores);
        double positives = 0, negatives = 0, area = 0;
        for (var start = 0; start < order.Length;)
        {
            double tiedPositives = 0, tiedNegatives = 0;
            var score = scores[order[start]];
            for (; start < order.Length && scores[order[start]] == score; start++)
            {
                var weight = MetricInput.Weight(weights, order[start]);
                if (MetricInput.Class(labels, order[start], 2) == 1)
                {
                    tiedPositives += weight;
                }
                else
                {
                    tiedNegatives += weight;
                }
            }

            area += tiedNegatives * (positives + (0.5 * tiedPositives));
            positives += tiedPositives;
            negatives += tiedNegatives;
        }

        return area / (positives * negatives);
    }

    /// <summary>The area under precision against recall by the lower trapezoid estimator, equal scores in row order.</summary>
    /// <remarks>Boyd, Eng and Page, "Area under the precision-recall curve: point estimates and confidence intervals", ECML 2013; what ML.NET reports.</remarks>
    /// <param name="scores">Higher means more likely 1; any scale.</param>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <returns>0 to 1; NaN when no positive row has weight.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is not 0 or 1.</exception>
    public static double AreaUnderPrecisionRecallCurve(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        MetricInput.CheckLengths(scores.Length, labels.Length, weights.Length);
        if (MetricInput.HasNaN(scores))
        {
            return double.NaN;
        }

        double hits = 0, misses = 0, area = 0, lowestPrecision = 1;
        foreach (var row in MetricInput.OrderDescending(scores))
        {
            var weight = MetricInput.Weight(weights, row);
            if (MetricInput.Class(labels, row, 2) == 0)
            {
                misses += weight;
                lowestPrecision = hits + misses > 0 ? hits / (hits + misses) : lowestPrecision;
            }
            else if (weight > 0)
            {
                hits += weight;
                var precision = hits / (hits + misses);
                area += weight * (lowestPrecision + precision) / 2;
                lowestPrecision = precision;
            }
        }

        return area / hits;
    }

    /// <summary>The mean of the precision at each positive row, ties taken together.</summary>
    /// <param name="scores">Higher means more likely 1; any scale.</param>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <returns>0 to 1; NaN when no positive row has weight.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is not 0 or 1.</exception>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        MetricInput.CheckLengths(scores.Length, labels.Length, weights.Length);
        if (MetricInput.HasNaN(scores))
        {
            return double.NaN;
        }

        var order = MetricInput.OrderDescending(scores);
        double hits = 0, seen = 0, sum = 0;
        for (var start = 0; start < order.Length;)
        {
            var score = scores[order[start]];
            double tiedHits = 0;
            for (; start < order.Length && scores[order[start]] == score; start++)
            {
                var weight = MetricInput.Weight(weights, order[start]);
                seen += weight;
                tiedHits += MetricInput.Class(labels, order[start], 2) * weight;
            }

            hits += tiedHits;
            sum += tiedHits > 0 ? tiedHits * hits / seen : 0;
        }

        return sum / hits;
    }

    /// <summary>The mean of -ln of the probability given to what happened, in nats.</summary>
    /// <param name="probabilities">The probability of 1 per row, 0 to 1; clipped <see cref="SmallestProbability"/> away from both ends.</param>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is not 0 or 1.</exception>
    public static double LogLoss(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        MetricInput.CheckLengths(probabilities.Length, labels.Length, weights.Length);
        double sum = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = MetricInput.Weight(weights, i);
            double right = MetricInput.Class(labels, i, 2) == 1 ? probabilities[i] : 1.0 - probabilities[i];
            sum -= weight * Math.Log(Math.Max(right, SmallestProbability));
            total += weight;
        }

        return sum / total;
    }

    /// <summary>The mean square of probability minus label (Brier's score), 0 to 1, lower is better.</summary>
    /// <param name="probabilities">The probability of 1 per row, 0 to 1.</param>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is not 0 or 1.</exception>
    public static double Brier(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        MetricInput.CheckLengths(probabilities.Length, labels.Length, weights.Length);
        double sum = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = MetricInput.Weight(weights, i);
            var miss = (double)probabilities[i] - MetricInput.Class(labels, i, 2);
            sum += weight * miss * miss;
            total += weight;
        }

        return sum / total;
    }

    /// <summary>The share of rows on the right side of the threshold.</summary>
    /// <param name="probabilities">The probability of 1 per row.</param>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <param name="threshold">Rows at or above it count as 1; default 0.5.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is not 0 or 1.</exception>
    public static double Accuracy(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default, float threshold = 0.5f)
    {
        var (hits, falseAlarms, misses, rejections) = Confusion(probabilities, labels, weights, threshold);
        return (hits + rejections) / (hits + falseAlarms + misses + rejections);
    }

    /// <summary>The harmonic mean of precision and recall of class 1; 0 when nothing positive was found.</summary>
    /// <param name="probabilities">The probability of 1 per row.</param>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <param name="threshold">Rows at or above it count as 1; default 0.5.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is not 0 or 1.</exception>
    public static double F1Score(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default, float threshold = 0.5f)
    {
        var (hits, falseAlarms, misses, rejections) = Confusion(probabilities, labels, weights, threshold);
        return hits > 0 ? 2 * hits / ((2 * hits) + falseAlarms + misses) : double.IsNaN(rejections) ? double.NaN : 0;
    }

    private static (double Hits, double FalseAlarms, double Misses, double Rejections) Confusion(
        ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, float threshold)
    {
        MetricInput.CheckLengths(probabilities.Length, labels.Length, weights.Length);
        if (MetricInput.HasNaN(probabilities))
        {
            return (double.NaN, double.NaN, double.NaN, double.NaN);
        }

        Span<double> cells = stackalloc double[4];
        for (var i = 0; i < labels.Length; i++)
        {
            var predicted = probabilities[i] >= threshold ? 1 : 0;
            cells[(2 * MetricInput.Class(labels, i, 2)) + predicted] += MetricInput.Weight(weights, i);
        }

        return (cells[3], cells[1], cells[2], cells[0]);
    }
}
