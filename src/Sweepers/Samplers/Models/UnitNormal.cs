using MathNet.Numerics;

namespace MLNetTuning.Sweepers.Samplers.Models;

/// <summary>The standard normal distribution.</summary>
internal static class UnitNormal
{
    public const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>The probability of a value below <paramref name="z"/>.</summary>
    public static double Cumulative(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>The probability of a value in [low, high], exact in both tails.</summary>
    public static double Between(double low, double high) => low > 0
        ? 0.5 * (SpecialFunctions.Erfc(low / Constants.Sqrt2) - SpecialFunctions.Erfc(high / Constants.Sqrt2))
        : Cumulative(high) - Cumulative(low);

    /// <summary>The value below which a share of the distribution lies.</summary>
    public static double Quantile(double share) => -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * share);

    /// <summary>A draw from the normal distribution cut off outside [0, 1].</summary>
    public static double SampleUnit(double centre, double width, double uniform)
    {
        double low = Cumulative(-centre / width), high = Cumulative((1 - centre) / width);
        return Math.Clamp(centre + width * Quantile(low + uniform * (high - low)), 0, 1);
    }
}
