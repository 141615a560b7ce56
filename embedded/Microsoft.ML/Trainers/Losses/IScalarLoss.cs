namespace Microsoft.ML.Trainers;

/// <summary>A loss of one number with a slope.</summary>
public interface IScalarLoss : ILossFunction<float, float>
{
    /// <summary>The derivative of the loss by the output.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    float Derivative(float output, float label);
}
