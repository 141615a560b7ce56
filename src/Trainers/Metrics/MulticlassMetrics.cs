namespace MLNetTuning.Trainers.Metrics;

/// <summary>How good predictions of K classes are. One column of probabilities or scores per class, labels 0 to K-1.</summary>
public static class MulticlassMetrics
{
    /// <summary>The class with the highest score of a row; ties go to the lower class number.</summary>
    /// <param name="scores">One score per class, one or more.</param>
    public static int PredictedClass(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var k = 1; k < scores.Length; k++)
        {
            best = scores[k] > scores[best] ? k : best;
        }

        return best;
    }

    /// <summary>The share of rows whose highest score is the right class; ties go to the lower class number.</summary>
    /// <param name="scores">Rows x classes; any scale on which more is more likely.</param>
    /// <param name="labels">0 to K-1 per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <returns>0 to 1; NaN when a score is NaN.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is no class.</exception>
    public static double MicroAccuracy(FloatMatrix scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        var (right, total) = ByClass(scores, labels, weights);
        return right.Sum() / total.Sum();
    }

    /// <summary>The mean over the classes present of the share of their rows that were found.</summary>
    /// <param name="scores">Rows x classes; any scale on which more is more likely.</param>
    /// <param name="labels">0 to K-1 per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <returns>0 to 1; NaN when a score is NaN.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is no class.</exception>
    public static double MacroAccuracy(FloatMatrix scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        var (right, total) = ByClass(scores, labels, weights);
        double sum = 0;
        var present = 0;
        for (var c = 0; c < total.Length; c++)
        {
            if (total[c] > 0)
            {
                sum += right[c] / total[c];
                present++;
            }
        }

        return double.IsNaN(right[0]) ? double.NaN : sum / present;
    }

    /// <summary>The mean of -ln of the probability given to the right class, in nats.</summary>
    /// <param name="probabilities">Rows x classes, each row summing to 1; clipped at <see cref="BinaryMetrics.SmallestProbability"/>.</param>
    /// <param name="labels">0 to K-1 per row.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is no class.</exception>
    public static double LogLoss(FloatMatrix probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        Check(probabilities, labels, weights);
        double sum = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = MetricInput.Weight(weights, i);
            double right = probabilities.Row(i)[MetricInput.Class(labels, i, probabilities.Columns)];
            sum -= weight * Math.Log(Math.Max(right, BinaryMetrics.SmallestProbability));
            total += weight;
        }

        return sum / total;
    }

    /// <summary>The share of rows whose right class is among the <paramref name="k"/> highest scores.</summary>
    /// <param name="scores">Rows x classes; any scale on which more is more likely.</param>
    /// <param name="labels">0 to K-1 per row.</param>
    /// <param name="k">How many classes may be named, 1 or more.</param>
    /// <param name="weights">Row weights of 0 or more, or empty for all 1.</param>
    /// <returns>0 to 1; a class tied with the k-th counts when its number is lower.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a label is no class.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
    public static double TopKAccuracy(FloatMatrix scores, ReadOnlySpan<float> labels, int k, ReadOnlySpan<float> weights = default)
    {
        Check(scores, labels, weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (MetricInput.HasNaN(scores.Values.AsSpan(0, scores.Rows * scores.Columns)))
        {
            return double.NaN;
        }

        double right = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var row = scores.Row(i);
            var label = MetricInput.Class(labels, i, scores.Columns);
            var before = 0;
            for (var c = 0; c < row.Length; c++)
            {
                before += row[c] > row[label] || (row[c] == row[label] && c < label) ? 1 : 0;
            }

            var weight = MetricInput.Weight(weights, i);
            right += before < k ? weight : 0;
            total += weight;
        }

        return right / total;
    }

    private static (double[] Right, double[] Total) ByClass(FloatMatrix scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        Check(scores, labels, weights);
        var right = new double[scores.Columns];
        var total = new double[scores.Columns];
        if (MetricInput.HasNaN(scores.Values.AsSpan(0, scores.Rows * scores.Columns)))
        {
            Array.Fill(right, double.NaN);
        }

        for (var i = 0; i < labels.Length; i++)
        {
            var row = scores.Row(i);
            var best = 0;
            for (var c = 1; c < row.Length; c++)
            {
                best = row[c] > row[best] ? c : best;
            }

            var label = MetricInput.Class(labels, i, scores.Columns);
            var weight = MetricInput.Weight(weights, i);
            right[label] += best == label ? weight : 0;
            total[label] += weight;
        }

        return (right, total);
    }

    private static void Check(FloatMatrix scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        ArgumentNullException.ThrowIfNull(scores);
        MetricInput.CheckLengths(scores.Rows, labels.Length, weights.Length);
        if (scores.Columns == 0)
        {
            throw new ArgumentException("The scores have no columns; give one column per class.", nameof(scores));
        }
    }
}
