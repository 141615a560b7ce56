namespace Microsoft.ML.Trainers;

/// <summary>The squared difference.</summary>
public sealed class SquaredLoss : ISupportSdcaRegressionLoss
{
    /// <summary>Makes the loss.</summary>
    public SquaredLoss()
    {
    }

    /// <summary>(output - label)^2.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    public double Loss(float output, float label)
    {
        var difference = output - label;
        return difference * difference;
    }

    /// <summary>2 (output - label).</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    public float Derivative(float output, float label) => 2 * (output - label);

    /// <summary>The inverse of the dual's curvature in a row.</summary>
    /// <param name="scaledFeaturesNormSquared">The squared length of the features over the number of rows and the L2 penalty.</param>
    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / (0.5f + scaledFeaturesNormSquared);

    /// <summary>A row's dual step, shared among threads that step at once.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    /// <param name="dual">The row's dual so far.</param>
    /// <param name="invariant">What <see cref="ComputeDualUpdateInvariant"/> gave.</param>
    /// <param name="maxNumThreads">Number of threads that step at once.</param>
    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads)
        => (label - output - (0.5f * dual)) * invariant / Math.Max(1, maxNumThreads);

    /// <summary>The value of a row's dual, dual x label - dual^2 / 4.</summary>
    /// <param name="label">What is true.</param>
    /// <param name="dual">The row's dual.</param>
    public double DualLoss(float label, float dual) => -dual * ((dual / 4) - label);
}
