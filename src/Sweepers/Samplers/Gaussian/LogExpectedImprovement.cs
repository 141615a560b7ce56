using MathNet.Numerics;
using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Samplers.Gaussian;

/// <summary>
/// The logarithm of the expected improvement, which still tells points apart where the improvement itself has no digits left.
/// Ament et al., Unexpected improvements to expected improvement, NeurIPS 2023.
/// </summary>
internal static class LogExpectedImprovement
{
    /// <param name="mean">What is expected at a point.</param>
    /// <param name="deviation">How uncertain that is; above 0.</param>
    /// <param name="best">The least value so far.</param>
    public static double Of(double mean, double deviation, double best) => Math.Log(deviation) + LogH((best - mean) / deviation);

    // log(phi(z) + z Phi(z)). Far to the left the two terms cancel and the series of the tail takes over.
    private static double LogH(double z)
    {
        double logDensity = -0.5 * z * z - UnitNormal.LogSqrtTwoPi;
        if (z > -25)
        {
            return Math.Log(Math.Exp(logDensity) + z * 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2));
        }

        double s = 1 / (z * z);
        return logDensity + Math.Log(s * (1 - s * (3 - s * (15 - 105 * s))));
    }
}
