namespace MLNetTuning.Trainers.Encoding;

/// <summary>Values to shares of a training column below them, to normal quantiles.</summary>
internal static class NormalQuantile
{
    private const double LeastShare = 1e-7;

    /// <summary>Quantiles kept of a column: a thirtieth of its values, 10 to 1,000.</summary>
    public static int CountFor(int values) => Math.Max(Math.Min(values / 30, 1000), 10);

    /// <summary>The normal quantile of a value; of equal quantiles the middle one counts.</summary>
    /// <param name="quantiles">[in] Rising, 2 or more.</param>
    /// <param name="value">The value.</param>
    public static float Of(ReadOnlySpan<float> quantiles, float value)
    {
        var (first, last) = (FirstNotBelow(quantiles, value), FirstAbove(quantiles, value) - 1);
        double position;
        if (first <= last)
        {
            position = 0.5 * (first + last);
        }
        else if (first == 0 || first == quantiles.Length)
        {
            position = first == 0 ? 0 : quantiles.Length - 1;
        }
        else
        {
            position = first - 1 + (((double)value - quantiles[first - 1]) / ((double)quantiles[first] - quantiles[first - 1]));
        }

        return (float)Inverse(Math.Clamp(position / (quantiles.Length - 1), LeastShare, 1 - LeastShare));
    }

    /// <summary>The inverse of the normal distribution function (Acklam's rational approximation, relative error 1.15e-9).</summary>
    public static double Inverse(double p)
    {
        const double Low = 0.02425;
        if (p > 1 - Low)
        {
            return -Inverse(1 - p);
        }

        if (p < Low)
        {
            var q = Math.Sqrt(-2 * Math.Log(p));
            return (((((((((((-7.784894002430293e-03 * q) - 3.223964580411365e-01) * q) - 2.400758277161838e+00) * q) - 2.549732539343734e+00) * q) + 4.374664141464968e+00) * q) + 2.938163982698783e+00)
                / ((((((((7.784695709041462e-03 * q) + 3.224671290700398e-01) * q) + 2.445134137142996e+00) * q) + 3.754408661907416e+00) * q) + 1));
        }

        var r = (p - 0.5) * (p - 0.5);
        var above = ((((((((((-3.969683028665376e+01 * r) + 2.209460984245205e+02) * r) - 2.759285104469687e+02) * r) + 1.383577518672690e+02) * r) - 3.066479806614716e+01) * r) + 2.506628277459239e+00) * (p - 0.5);
        var below = ((((((((((-5.447609879822406e+01 * r) + 1.615858368580409e+02) * r) - 1.556989798598866e+02) * r) + 6.680131188771972e+01) * r) - 1.328068155288572e+01) * r) + 1);
        return above / below;
    }

    private static int FirstNotBelow(ReadOnlySpan<float> sorted, float value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int FirstAbove(ReadOnlySpan<float> sorted, float value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
