namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>Losses on the scale a Gaussian process expects: mean 0, deviation 1, and no value so bad that all good ones look alike.</summary>
internal static class TargetScaling
{
    public static double[] Standardize(double[] losses)
    {
        double[] sorted = [.. losses.Order()];
        double median = sorted[sorted.Length / 2], low = sorted[sorted.Length / 4];
        // What lies beyond a good distance above the median grows with the logarithm only: how bad the bad ones are decides nothing.
        double unit = median - low;
        double[] tamed = unit > 0 ? [.. losses.Select(v => v <= median ? v : median + unit * Math.Log(1 + (v - median) / unit))] : losses;
        double mean = tamed.Average(), deviation = Math.Sqrt(tamed.Average(v => (v - mean) * (v - mean)));
        return deviation > 0 ? [.. tamed.Select(v => (v - mean) / deviation)] : new double[losses.Length];
    }
}
