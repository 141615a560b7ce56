namespace MLNetTuning.Experiments.Reports;

/// <summary>Curves over all thresholds of a probability.</summary>
internal static class BinaryCurves
{
    private const double Resolution = 0.004;

    /// <summary>Counts of rows above falling thresholds, ties together: those of class 0 and those of class 1. Starts at (0, 0).</summary>
    public static IReadOnlyList<(int False, int True)> Counts(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> labels)
    {
        var (keys, sorted) = (probabilities.ToArray(), labels.ToArray());
        Array.Sort(keys, sorted);
        List<(int False, int True)> counts = [(0, 0)];
        var (f, t) = (0, 0);
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            (f, t) = sorted[i] > 0.5f ? (f, t + 1) : (f + 1, t);
            if (i == 0 || keys[i - 1] != keys[i])
            {
                counts.Add((f, t));
            }
        }

        return counts;
    }

    /// <summary>The share of class 1 found over the share of class 0 taken for it.</summary>
    public static IReadOnlyList<(double X, double Y)> Roc(IReadOnlyList<(int False, int True)> counts)
    {
        var (falses, trues) = (Math.Max(1, counts[^1].False), Math.Max(1, counts[^1].True));
        return Thin([.. counts.Select(one => ((double)one.False / falses, (double)one.True / trues))]);
    }

    /// <summary>The share of right ones among the rows picked over the share of class 1 found.</summary>
    public static IReadOnlyList<(double X, double Y)> PrecisionRecall(IReadOnlyList<(int False, int True)> counts)
    {
        var trues = Math.Max(1, counts[^1].True);
        return Thin([.. counts.Skip(1).Select(one => ((double)one.True / trues, (double)one.True / (one.True + one.False)))]);
    }

    /// <summary>The share of class 1 found over the share of rows picked.</summary>
    public static IReadOnlyList<(double X, double Y)> Gain(IReadOnlyList<(int False, int True)> counts)
    {
        var (rows, trues) = (Math.Max(1, counts[^1].False + counts[^1].True), Math.Max(1, counts[^1].True));
        return Thin([.. counts.Select(one => ((double)(one.False + one.True) / rows, (double)one.True / trues))]);
    }

    /// <summary>Leaves out points that the eye cannot tell from their neighbours.</summary>
    private static List<(double X, double Y)> Thin((double X, double Y)[] points)
    {
        List<(double X, double Y)> kept = [];
        for (var i = 0; i < points.Length; i++)
        {
            if (kept.Count == 0 || i == points.Length - 1 || Math.Abs(points[i].X - kept[^1].X) + Math.Abs(points[i].Y - kept[^1].Y) > Resolution)
            {
                kept.Add(points[i]);
            }
        }

        return kept;
    }
}
