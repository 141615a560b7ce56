namespace Microsoft.ML.Trainers;

/// <summary>Minus the logarithm of the probability given to the label, the probability being the sigmoid of the output.</summary>
public sealed class LogLoss : ISupportSdcaClassificationLoss
{
    private const double SmallestProbability = 1e-8;
    private const float LargestSharedStep = 0.5f;

    /// <summary>Makes the loss.</summary>
    public LogLoss()
    {
    }

    /// <summary>-ln(p) for labels above 0, else -ln(1 - p).</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    public double Loss(float output, float label)
    {
        var probability = Sigmoid(output);
        return -Math.Log(Math.Max(label > 0 ? probability : 1 - probability, SmallestProbability));
    }

    /// <summary>p - 1 for labels above 0, else p.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    public float Derivative(float output, float label) => Sigmoid(output) - (label > 0 ? 1 : 0);

    /// <summary>The inverse of a bound of the dual's curvature in a row.</summary>
    /// <param name="scaledFeaturesNormSquared">The squared length of the features over the number of rows and the L2 penalty.</param>
    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / Math.Max(1, 0.25f + scaledFeaturesNormSquared);

    /// <summary>A row's dual step, an approximation; a large one is shared among threads that step at once.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    /// <param name="dual">The row's dual so far.</param>
    /// <param name="invariant">What <see cref="ComputeDualUpdateInvariant"/> gave.</param>
    /// <param name="maxNumThreads">Number of threads that step at once.</param>
    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads)
    {
        var sign = label > 0 ? 1 : -1;
        var step = ((Sigmoid(-sign * output) * sign) - dual) * invariant;
        return maxNumThreads >= 2 && Math.Abs(step) > LargestSharedStep ? step / maxNumThreads : step;
    }

    /// <summary>The value of a row's dual, its entropy in nats; minus infinity where the dual is not a probability.</summary>
    /// <param name="label">What is true.</param>
    /// <param name="dual">The row's dual.</param>
    public double DualLoss(float label, float dual)
    {
        var share = label > 0 ? dual : -dual;
        return share is < 0 or > 1 ? double.NegativeInfinity : Part(share) + Part(1 - share);
    }

    private static float Sigmoid(float x) => x >= 0 ? 1 / (1 + MathF.Exp(-x)) : MathF.Exp(x) / (1 + MathF.Exp(x));

    private static double Part(double share) => share > 0 ? -share * Math.Log(share) : 0;
}
