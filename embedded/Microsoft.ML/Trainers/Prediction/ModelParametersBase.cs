namespace Microsoft.ML.Trainers;

/// <summary>What a trained model remembers.</summary>
/// <typeparam name="TOutput">The type of its score: a float, or a vector of floats.</typeparam>
public abstract class ModelParametersBase<TOutput>
{
    private protected ModelParametersBase()
    {
    }
}
