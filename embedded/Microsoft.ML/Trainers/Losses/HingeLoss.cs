namespace Microsoft.ML.Trainers;

/// <summary>How much the output is on the wrong side of a margin.</summary>
public sealed class HingeLoss : ISupportSdcaClassificationLoss
{
    private const float LargestSharedStep = 0.5f;

    /// <summary>Makes the loss.</summary>
    /// <param name="margin">The margin; default 1.</param>
    public HingeLoss(float margin = 1) => Margin = margin;

    internal float Margin { get; }

    /// <summary>margin - y output, or 0 where that is less, with y = 1 for labels above 0 and else -1.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    public double Loss(float output, float label) => Math.Max(0, Margin - (Sign(label) * output));

    /// <summary>-y inside the margin, else 0.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    public float Derivative(float output, float label) => Margin > Sign(label) * output ? -Sign(label) : 0;

    /// <summary>The inverse of the dual's curvature in a row.</summary>
    /// <param name="scaledFeaturesNormSquared">The squared length of the features over the number of rows and the L2 penalty.</param>
    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / scaledFeaturesNormSquared;

    /// <summary>A row's dual step; a large one is shared among threads that step at once.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    /// <param name="alpha">The row's dual so far.</param>
    /// <param name="invariant">What <see cref="ComputeDualUpdateInvariant"/> gave.</param>
    /// <param name="maxNumThreads">Number of threads that step at once.</param>
    public float DualUpdate(float output, float label, float alpha, float invariant, int maxNumThreads)
    {
        var sign = Sign(label);
        var share = Math.Clamp(((Margin - (output * sign)) * invariant) + (alpha * sign), 0, 1);
        var step = (sign * share) - alpha;
        return maxNumThreads >= 2 && Math.Abs(step) > LargestSharedStep ? step / maxNumThreads : step;
    }

    /// <summary>The value of a row's dual; minus infinity where it is not allowed.</summary>
    /// <param name="label">What is true.</param>
    /// <param name="dual">The row's dual.</param>
    public double DualLoss(float label, float dual)
    {
        var share = label > 0 ? dual : -dual;
        return share is < 0 or > 1 ? double.NegativeInfinity : Margin * share;
    }

    private static float Sign(float label) => label > 0 ? 1 : -1;
}
