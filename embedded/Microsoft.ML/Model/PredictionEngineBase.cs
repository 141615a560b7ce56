using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Applies a model to one object at a time. For one thread at a time.</summary>
/// <typeparam name="TSrc">The class of the input.</typeparam>
/// <typeparam name="TDst">The class of the output.</typeparam>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly TypedRow<TSrc> _input;
    private readonly DataViewRow _output;
    private readonly TypedWriter<TDst> _writer;
    private readonly bool _ownsTransformer;
    private bool _disposed;

    private protected PredictionEngineBase(ITransformer transformer, PredictionEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        if (!transformer.IsRowToRowMapper)
        {
            throw new ArgumentOutOfRangeException(nameof(transformer), "Must be a row to row mapper: a transformer that filters or reorders rows cannot score single objects.");
        }

        Transformer = transformer;
        _ownsTransformer = options.OwnsTransformer;
        var members = TypedMember.Of(typeof(TSrc), options.InputSchemaDefinition, SchemaDefinition.Direction.Read);
        _input = new TypedRow<TSrc>(members);
        var mapper = transformer.GetRowToRowMapper(_input.Schema);
        var bound = TypedWriter<TDst>.Bind(mapper.OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);
        _output = mapper.GetRow(_input, bound.Select(static b => b.Column));
        _writer = TypedWriter<TDst>.Create(_output, bound);
        OutputSchema = mapper.OutputSchema;
    }

    /// <summary>The schema after the model.</summary>
    public DataViewSchema OutputSchema { get; }

    private protected ITransformer Transformer { get; }

    /// <summary>Applies the model.</summary>
    /// <param name="example">The input.</param>
    public TDst Predict(TSrc example)
    {
        var result = new TDst();
        Predict(example, ref result);
        return result;
    }

    /// <summary>Applies the model.</summary>
    /// <param name="example">The input.</param>
    /// <param name="prediction">Receives the output; made where null.</param>
    public abstract void Predict(TSrc example, ref TDst prediction);

    /// <summary>Releases the engine, and the model where it owns it.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _output.Dispose();
        if (_ownsTransformer)
        {
            (Transformer as IDisposable)?.Dispose();
        }
    }

    private protected void Run(TSrc example, TDst prediction)
    {
        _input.MoveTo(example);
        _writer.Write(prediction);
    }
}
