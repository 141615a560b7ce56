namespace Microsoft.ML.Trainers;

/// <summary>The defaults of the L-BFGS trainers.</summary>
internal static class LbfgsDefaults
{
    internal const float L2Regularization = 1;
    internal const float L1Regularization = 1;
    internal const float OptimizationTolerance = 1e-7f;
    internal const int HistorySize = 20;
    internal const int MaximumNumberOfIterations = int.MaxValue;

    /// <summary>The one argument of ML.NET's methods that this host takes only at its default.</summary>
    /// <exception cref="NotSupportedException">Weights of 0 or more are asked for.</exception>
    internal static void RefuseNonNegativity(bool enforceNonNegativity)
    {
        if (enforceNonNegativity)
        {
            throw new NotSupportedException("enforceNonNegativity is true; the embedded host fits weights of any sign only. Leave it false, or run on the ML.NET packages.");
        }
    }
}
