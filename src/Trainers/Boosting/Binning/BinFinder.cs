namespace MLNetTuning.Trainers.Boosting.Binning;

/// <summary>Finds the thresholds of a column: one bin per distinct value, or bins of about equal weight when there are too many.</summary>
internal static class BinFinder
{
    /// <summary>Cuts the values of a column.</summary>
    /// <param name="sorted">The values without missing ones, rising.</param>
    /// <param name="maxBins">Most bins, 2 or more.</param>
    public static float[] Thresholds(ReadOnlySpan<float> sorted, int maxBins)
    {
        var distinct = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        if (distinct <= 1)
        {
            return [];
        }

        var values = new float[distinct];
        var counts = new int[distinct];
        var at = -1;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                values[++at] = sorted[i];
            }

            counts[at]++;
        }

        return distinct <= maxBins ? BetweenAll(values) : OfEqualWeight(values, counts, sorted.Length, maxBins);
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

    private static float[] BetweenAll(float[] values)
    {
        var thresholds = new float[values.Length - 1];
        for (var i = 0; i < thresholds.Length; i++)
        {
            thresholds[i] = Between(values[i], values[i + 1]);
        }

        return thresholds;
    }

    // Values heavier than an even share get a bin of their own; the rest share what is left evenly. Plain
    // quantiles would spend many bins on one heavy value (the zeros of a sparse column) and leave few for the others.
    private static float[] OfEqualWeight(float[] values, int[] counts, int total, int maxBins)
    {
        var share = (double)total / maxBins;
        long light = total;
        var lightBins = maxBins;
        foreach (var count in counts)
        {
            if (count >= share)
            {
                light -= count;
                lightBins--;
            }
        }

        var lightShare = lightBins > 0 ? (double)light / lightBins : double.PositiveInfinity;
        var thresholds = new List<float>(maxBins - 1);
        double inBin = 0;
        for (var i = 0; i < values.Length - 1 && thresholds.Count < maxBins - 1; i++)
        {
            var heavy = counts[i] >= share;
            inBin += counts[i];
            light -= heavy ? 0 : counts[i];
            var full = heavy || inBin >= lightShare || (counts[i + 1] >= share && inBin >= lightShare / 2);
            if (!full)
            {
                continue;
            }

            thresholds.Add(Between(values[i], values[i + 1]));
            inBin = 0;
            if (!heavy)
            {
                // What rounding up this bin has cost is spread over the bins that are left.
                lightBins--;
                lightShare = lightBins > 0 ? (double)light / lightBins : double.PositiveInfinity;
            }
        }

        return [.. thresholds];
    }
}
