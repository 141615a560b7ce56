using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A pipeline: estimators fitted one after another, each on what the ones before make of the data. Never changes; appending makes a new one.</summary>
/// <typeparam name="TLastTransformer">What the last estimator learns.</typeparam>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    /// <summary>The last estimator; null in an empty chain.</summary>
    public readonly IEstimator<TLastTransformer>? LastEstimator;

    private readonly EstimatorLink[] _links;

    /// <summary>An empty chain.</summary>
    public EstimatorChain()
    {
        _links = [];
    }

    private EstimatorChain(EstimatorLink[] links)
    {
        _links = links;
        LastEstimator = links[^1].Estimator as IEstimator<TLastTransformer>;
    }

    internal IEnumerable<IEstimator<ITransformer>> Estimators => _links.Select(static l => l.Estimator);

    /// <summary>Fits all estimators in order.</summary>
    /// <param name="input">The data.</param>
    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);

        // Every step is checked against the shapes before any costly fit.
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var data = input;
        var transformers = new ITransformer[_links.Length];
        for (var i = 0; i < _links.Length; i++)
        {
            transformers[i] = _links[i].Estimator.Fit(data);
            if (i == _links.Length - 1)
            {
                break;
            }

            data = transformers[i].Transform(data);
            if (_links[i].CacheAfter)
            {
                data = new CacheDataView(data);
            }
        }

        return new TransformerChain<TLastTransformer>(transformers, _links.Select(static l => l.Scope));
    }

    /// <summary>What the data will look like after the whole pipeline.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _links.Aggregate(inputSchema, static (shape, link) => link.Estimator.GetOutputSchema(shape));
    }

    /// <summary>A chain with one more estimator.</summary>
    /// <typeparam name="TNewTrans">What it learns.</typeparam>
    /// <param name="estimator">The estimator.</param>
    /// <param name="scope">Where its transformer is used.</param>
    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return new EstimatorChain<TNewTrans>([.. _links, new(estimator, scope, false)]);
    }

    /// <summary>A chain that keeps what was made so far in memory while the rest is fitted.</summary>
    /// <param name="env">The context.</param>
    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(env);
        if (_links.Length == 0 || _links[^1].CacheAfter)
        {
            return this;
        }

        return new EstimatorChain<TLastTransformer>([.. _links[..^1], _links[^1] with { CacheAfter = true }]);
    }
}
