namespace Microsoft.ML.Trainers;

/// <summary>What a linear trainer of a number learnt.</summary>
public abstract class RegressionModelParameters : LinearModelParameters
{
    private protected RegressionModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }
}
