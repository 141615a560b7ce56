using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Predicts one object after another. Not thread-safe: give every thread its own.</summary>
/// <typeparam name="TSrc">The class of the input.</typeparam>
/// <typeparam name="TDst">The class of the prediction.</typeparam>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ObjectPointer<TSrc> _pointer = new();
    private readonly DataViewRow _output;
    private readonly TypedWriter<TDst> _writer;
    private readonly IDisposable? _owned;
    private bool _disposed;

    private protected PredictionEngineBase(ITransformer transformer, PredictionEngineOptions options)
    {
        var members = TypedMember.Of(typeof(TSrc), options.InputSchemaDefinition, SchemaDefinition.Direction.Read);
        var builder = new DataViewSchema.Builder();
        foreach (var member in members)
        {
            builder.AddColumn(member.Name, member.Type, member.Annotations);
        }

        var schema = builder.ToSchema();
        var mapper = transformer.GetRowToRowMapper(schema);
        var bound = TypedWriter<TDst>.Bind(mapper.OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);
        _output = mapper.GetRow(new TypedRow<TSrc>(schema, members, _pointer), bound.Select(static b => b.Column));
        _writer = TypedWriter<TDst>.Create(_output, bound);
        _owned = options.OwnsTransformer ? transformer as IDisposable : null;
        OutputSchema = mapper.OutputSchema;
    }

    /// <summary>The schema of what the model gives.</summary>
    public DataViewSchema OutputSchema { get; }

    /// <summary>Predicts one object.</summary>
    /// <param name="example">The object.</param>
    /// <returns>A new prediction.</returns>
    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    /// <summary>Predicts one object into a prediction that is there already.</summary>
    /// <param name="example">The object.</param>
    /// <param name="prediction">The prediction to fill; a null one is made.</param>
    public abstract void Predict(TSrc example, ref TDst prediction);

    /// <summary>Releases the engine, and the model where the engine owns it.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _output.Dispose();
            _owned?.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private protected void Fill(TSrc example, TDst prediction)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _pointer.MoveTo(example);
        _writer.Write(prediction);
    }
}
