namespace Microsoft.ML;

/// <summary>Applies a model to one object at a time. For one thread at a time.</summary>
/// <typeparam name="TSrc">The class of the input.</typeparam>
/// <typeparam name="TDst">The class of the output.</typeparam>
public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst>
    where TSrc : class
    where TDst : class, new()
{
    internal PredictionEngine(ITransformer transformer, PredictionEngineOptions options)
        : base(transformer, options)
    {
    }

    /// <summary>Applies the model.</summary>
    /// <param name="example">The input.</param>
    /// <param name="prediction">Receives the output; made where null.</param>
    public override void Predict(TSrc example, ref TDst prediction)
    {
        ArgumentNullException.ThrowIfNull(example);
        prediction ??= new TDst();
        Run(example, prediction);
    }
}
