using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class ModelOperationsCatalog
{
    /// <summary>An engine that applies a model to single objects.</summary>
    /// <typeparam name="TSrc">The class of the input.</typeparam>
    /// <typeparam name="TDst">The class of the output.</typeparam>
    /// <param name="transformer">The model.</param>
    /// <param name="ignoreMissingColumns">Whether members of the output class without a column are left as they are. Default true.</param>
    /// <param name="inputSchemaDefinition">How the members of the input class are columns; null for what the class says.</param>
    /// <param name="outputSchemaDefinition">How the members of the output class are columns; null for what the class says.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model needs a column the input class does not have, or is not row to row.</exception>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer,
        bool ignoreMissingColumns = true,
        SchemaDefinition? inputSchemaDefinition = null,
        SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new() => new(transformer, new PredictionEngineOptions
        {
            IgnoreMissingColumns = ignoreMissingColumns,
            InputSchemaDefinition = inputSchemaDefinition,
            OutputSchemaDefinition = outputSchemaDefinition,
        });

    /// <summary>An engine that applies a model to single objects, with types and annotations of the input from a schema.</summary>
    /// <typeparam name="TSrc">The class of the input.</typeparam>
    /// <typeparam name="TDst">The class of the output.</typeparam>
    /// <param name="transformer">The model.</param>
    /// <param name="inputSchema">The schema of the data the model takes.</param>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new() => new(transformer, new PredictionEngineOptions
        {
            IgnoreMissingColumns = false,
            InputSchemaDefinition = SchemaDefinition.Create(typeof(TSrc), inputSchema),
        });

    /// <summary>An engine that applies a model to single objects.</summary>
    /// <typeparam name="TSrc">The class of the input.</typeparam>
    /// <typeparam name="TDst">The class of the output.</typeparam>
    /// <param name="transformer">The model.</param>
    /// <param name="options">How the engine is made.</param>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(options);
        return new PredictionEngine<TSrc, TDst>(transformer, options);
    }
}
