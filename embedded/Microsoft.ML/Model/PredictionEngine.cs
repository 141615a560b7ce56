namespace Microsoft.ML;

/// <summary>Predicts one object after another. Not thread-safe: give every thread its own.</summary>
/// <typeparam name="TSrc">The class of the input.</typeparam>
/// <typeparam name="TDst">The class of the prediction.</typeparam>
public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst>
    where TSrc : class
    where TDst : class, new()
{
    internal PredictionEngine(ITransformer transformer, PredictionEngineOptions options)
        : base(transformer, options)
    {
    }

    /// <inheritdoc/>
    public override void Predict(TSrc example, ref TDst prediction)
    {
        ArgumentNullException.ThrowIfNull(example);
        prediction ??= new TDst();
        Fill(example, prediction);
    }
}
