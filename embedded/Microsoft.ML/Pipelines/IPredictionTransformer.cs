namespace Microsoft.ML;

/// <summary>A transformer that scores with a trained model.</summary>
/// <typeparam name="TModel">What was learned.</typeparam>
public interface IPredictionTransformer<out TModel> : ITransformer
    where TModel : class
{
    /// <summary>What was learned.</summary>
    TModel Model { get; }
}
