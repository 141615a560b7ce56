namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>The Matern kernel with nu 5/2 as a function of the squared distance. Rasmussen, Williams: Gaussian processes for machine learning, 2006, eq. 4.17.</summary>
internal static class Matern
{
    private static readonly double Root5 = Math.Sqrt(5);

    public static double Value(double squared)
    {
        double r = Root5 * Math.Sqrt(squared);
        return (1 + r + 5.0 / 3 * squared) * Math.Exp(-r);
    }

    /// <summary>The value and its derivative by the squared distance.</summary>
    public static (double Value, double Slope) WithSlope(double squared)
    {
        double r = Root5 * Math.Sqrt(squared), decay = Math.Exp(-r);
        return ((1 + r + 5.0 / 3 * squared) * decay, -5.0 / 6 * (1 + r) * decay);
    }
}
