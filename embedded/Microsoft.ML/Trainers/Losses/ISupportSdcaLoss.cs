namespace Microsoft.ML.Trainers;

/// <summary>A loss that dual coordinate ascent can minimise.</summary>
/// <remarks>S. Shalev-Shwartz and T. Zhang, "Stochastic dual coordinate ascent methods for regularized loss minimization", 2013.</remarks>
public interface ISupportSdcaLoss : IScalarLoss
{
    /// <summary>The part of a row's dual step that its features alone decide.</summary>
    /// <param name="scaledFeaturesNormSquared">The squared length of the features over the number of rows and the L2 penalty.</param>
    float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared);

    /// <summary>A row's dual step.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    /// <param name="dual">The row's dual so far.</param>
    /// <param name="invariant">What <see cref="ComputeDualUpdateInvariant"/> gave.</param>
    /// <param name="maxNumThreads">Number of threads that step at once.</param>
    float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads);

    /// <summary>The value of a row's dual.</summary>
    /// <param name="label">What is true.</param>
    /// <param name="dual">The row's dual.</param>
    double DualLoss(float label, float dual);
}
