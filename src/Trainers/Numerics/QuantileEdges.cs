namespace MLNetTuning.Trainers.Numerics;

/// <summary>Edges of bins that hold about equally many rows.</summary>
internal static class QuantileEdges
{
    /// <summary>The quantiles 0, 1/bins ... 1, each value once, rising.</summary>
    /// <param name="sorted">The values without missing ones, rising; one at the least.</param>
    /// <param name="bins">Most bins, 1 or more.</param>
    public static float[] Of(ReadOnlySpan<float> sorted, int bins)
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
}
