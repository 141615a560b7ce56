namespace Microsoft.ML.Trainers;

/// <summary>How bad an output is.</summary>
/// <typeparam name="TOutput">The type of an output.</typeparam>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public interface ILossFunction<in TOutput, in TLabel>
{
    /// <summary>The loss; 0 is best.</summary>
    /// <param name="output">What the model said.</param>
    /// <param name="label">What is true.</param>
    double Loss(TOutput output, TLabel label);
}
