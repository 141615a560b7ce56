namespace MLNetTuning.Trainers.Numerics;

/// <summary>Finds the thresholds of a column: one bin per distinct value, or bins of about equal weight when there are too many.</summary>
internal static class BinFinder
{
    /// <summary>Cuts the values of a column.</summary>
    /// <param name="sorted">The values without missing ones, rising.</param>
    /// <param name="maxBins">Most bins, 2 or more.</param>
    public static float[] Thresholds(ReadOnlySpan<float> sorted, int maxBins)
    {
        var distinct = 0;
        for (var i = 0; i < sorted.Length; i = EndOfRun(sorted, i))
        {
            distinct++;
        }

        return distinct <= 1 ? [] : distinct <= maxBins ? BetweenAll(sorted, distinct) : OfEqualWeight(sorted, maxBins);
    }

    /// <summary>A number at or above <paramref name="low"/> and below <paramref name="high"/>, in the middle where floats allow it.</summary>
    internal static float Between(float low, float high)
    {
        if (float.IsPositiveInfinity(high))
        {
            return float.IsNegativeInfinity(low) ? 0f : float.MaxValue;
        }

        var middle = (float)(((double)low + high) / 2);
        return middle >= high ? low : middle;
    }

    private static float[] BetweenAll(ReadOnlySpan<float> sorted, int distinct)
    {
        var thresholds = new float[distinct - 1];
        var start = 0;
        for (var i = 0; i < thresholds.Length; i++)
        {
            var next = EndOfRun(sorted, start);
            thresholds[i] = Between(sorted[start], sorted[next]);
            start = next;
        }

        return thresholds;
    }

    // Values heavier than an even share get a bin of their own; the rest share what is left evenly. Plain
    // quantiles would spend many bins on one heavy value (the zeros of a sparse column) and leave few for the others.
    private static float[] OfEqualWeight(ReadOnlySpan<float> sorted, int maxBins)
    {
        var share = (double)sorted.Length / maxBins;
        long light = sorted.Length;
        var lightBins = maxBins;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = EndOfRun(sorted, start);
            if (end - start >= share)
            {
                light -= end - start;
                lightBins--;
            }
        }

        var lightShare = lightBins > 0 ? (double)light / lightBins : double.PositiveInfinity;
        var thresholds = new List<float>(maxBins - 1);
        double inBin = 0;
        for (int start = 0, end = EndOfRun(sorted, 0); end < sorted.Length && thresholds.Count < maxBins - 1;)
        {
            var count = end - start;
            var endOfNext = EndOfRun(sorted, end);
            var heavy = count >= share;
            inBin += count;
            light -= heavy ? 0 : count;
            if (heavy || inBin >= lightShare || (endOfNext - end >= share && inBin >= lightShare / 2))
            {
                thresholds.Add(Between(sorted[start], sorted[end]));
                inBin = 0;
                if (!heavy)
                {
                    // What rounding up this bin has cost is spread over the bins that are left.
                    lightBins--;
                    lightShare = lightBins > 0 ? (double)light / lightBins : double.PositiveInfinity;
                }
            }

            (start, end) = (end, endOfNext);
        }

        return [.. thresholds];
    }

    // Behind the values equal to the one at start.
    private static int EndOfRun(ReadOnlySpan<float> sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start])
        {
            end++;
        }

        return end;
    }
}
