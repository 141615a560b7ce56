using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>Transformers applied one after another.</summary>
/// <typeparam name="TLastTransformer">The type of the last one.</typeparam>
public sealed class TransformerChain<TLastTransformer> : ITransformer, IEnumerable<ITransformer>, ITransformerChain, IDisposable
    where TLastTransformer : class, ITransformer
{
    /// <summary>The last transformer; null in an empty chain.</summary>
    public readonly TLastTransformer? LastTransformer;

    private readonly ITransformer[] _transformers;
    private readonly TransformerScope[] _scopes;

    /// <summary>Makes a chain.</summary>
    /// <param name="transformers">The transformers in order.</param>
    /// <param name="scopes">Where each is used; as many as there are transformers.</param>
    /// <exception cref="ArgumentException">The numbers differ, or the last is not a <typeparamref name="TLastTransformer"/>.</exception>
    public TransformerChain(IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        ArgumentNullException.ThrowIfNull(transformers);
        ArgumentNullException.ThrowIfNull(scopes);
        _transformers = transformers.ToArray();
        _scopes = scopes.ToArray();
        if (_transformers.Length != _scopes.Length)
        {
            throw new ArgumentException($"There are {_transformers.Length} transformers but {_scopes.Length} scopes; give one each.", nameof(scopes));
        }

        if (_transformers.Length > 0)
        {
            LastTransformer = _transformers[^1] as TLastTransformer
                ?? throw new ArgumentException($"The last transformer is a {_transformers[^1].GetType()}, not a {typeof(TLastTransformer)}.", nameof(transformers));
        }
    }

    /// <summary>Makes a chain used everywhere.</summary>
    /// <param name="transformers">The transformers in order.</param>
    public TransformerChain(params ITransformer[] transformers)
        : this(transformers, Enumerable.Repeat(TransformerScope.Everything, transformers?.Length ?? 0))
    {
    }

    bool ITransformer.IsRowToRowMapper => _transformers.All(static t => t.IsRowToRowMapper);

    ITransformer[] ITransformerChain.Transformers => _transformers;

    TransformerScope[] ITransformerChain.Scopes => _scopes;

    /// <summary>The schema after the transformers used in scoring.</summary>
    /// <param name="inputSchema">The schema before.</param>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => GetOutputSchema(inputSchema, TransformerScope.Scoring);

    /// <summary>The schema after the transformers of a scope.</summary>
    /// <param name="inputSchema">The schema before.</param>
    /// <param name="scope">Only transformers used there are applied.</param>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema, TransformerScope scope)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Within(scope).Aggregate(inputSchema, static (schema, t) => t.GetOutputSchema(schema));
    }

    /// <summary>Applies the transformers used in scoring.</summary>
    /// <param name="input">The data.</param>
    public IDataView Transform(IDataView input) => Transform(input, TransformerScope.Scoring);

    /// <summary>Applies the transformers of a scope.</summary>
    /// <param name="input">The data.</param>
    /// <param name="scope">Only transformers used there are applied.</param>
    public IDataView Transform(IDataView input, TransformerScope scope)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Within(scope).Aggregate(input, static (data, t) => t.Transform(data));
    }

    /// <summary>The transformers of a scope as a chain of their own.</summary>
    /// <param name="scopeFilter">The scope.</param>
    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter)
    {
        var kept = Enumerable.Range(0, _transformers.Length).Where(i => (_scopes[i] & scopeFilter) != 0).ToArray();
        return new TransformerChain<ITransformer>(kept.Select(i => _transformers[i]), kept.Select(i => _scopes[i]));
    }

    /// <summary>A chain with one more transformer.</summary>
    /// <typeparam name="TNewLast">Its type.</typeparam>
    /// <param name="transformer">The transformer.</param>
    /// <param name="scope">Where it is used.</param>
    public TransformerChain<TNewLast> Append<TNewLast>(TNewLast transformer, TransformerScope scope = TransformerScope.Everything)
        where TNewLast : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return new TransformerChain<TNewLast>([.. _transformers, transformer], [.. _scopes, scope]);
    }

    /// <summary>The transformers in order.</summary>
    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)_transformers).GetEnumerator();

    /// <summary>Disposes the transformers that can be.</summary>
    public void Dispose()
    {
        foreach (var transformer in _transformers)
        {
            (transformer as IDisposable)?.Dispose();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var mappers = new IRowToRowMapper[_transformers.Length];
        var schema = inputSchema;
        for (var i = 0; i < mappers.Length; i++)
        {
            mappers[i] = _transformers[i].GetRowToRowMapper(schema);
            schema = mappers[i].OutputSchema;
        }

        return new CompositeRowMapper(inputSchema, mappers);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => TransformerChainFile.Save(ctx, _transformers, _scopes);

    private IEnumerable<ITransformer> Within(TransformerScope scope) =>
        _transformers.Where((_, i) => (_scopes[i] & scope) != 0);
}
