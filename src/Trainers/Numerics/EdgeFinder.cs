namespace MLNetTuning.Trainers.Numerics;

/// <summary>Where the bins of piecewise linear encodings begin and end.</summary>
internal static class EdgeFinder
{
    /// <summary>The quantiles 0, 1/bins ... 1, each value once, rising.</summary>
    /// <param name="sorted">The values without missing ones, rising; one at the least.</param>
    /// <param name="bins">Most bins, 2 or more.</param>
    public static float[] Quantiles(ReadOnlySpan<float> sorted, int bins)
    {
        var edges = new List<float>(bins + 1);
        for (var i = 0; i <= bins; i++)
        {
            var edge = sorted[(int)Math.Round((double)i / bins * (sorted.Length - 1))];
            if (edges.Count == 0 || edge > edges[^1])
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }

    /// <summary>The lowest value, what <see cref="BinFinder"/> cuts at, and the highest: a value that more than a bin's share of the rows has takes one bin, not many.</summary>
    /// <param name="sorted">The values without missing ones, rising; one at the least.</param>
    /// <param name="bins">Most bins, 2 or more.</param>
    public static float[] Histogram(ReadOnlySpan<float> sorted, int bins)
    {
        float[] edges = [sorted[0], .. BinFinder.Thresholds(sorted, bins), sorted[^1]];
        return [.. edges.Distinct()];
    }
}
