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

    /// <summary>An engine that applies a model to single objects, with types and annotations of the input from a schema. No column of the output class may be missing.</summary>
    /// <typeparam name="TSrc">The class of the input.</typeparam>
    /// <typeparam name="TDst">The class of the output.</typeparam>
    /// <param name="transformer">The model.</param>
    /// <param name="inputSchema">The schema of the data the model takes; the input class has a member for each of its columns.</param>
    /// <exception cref="InvalidOperationException">The input class lacks a column of the schema.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model needs a column the input class does not have, or is not row to row.</exception>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new()
    {
        var definition = SchemaDefinition.Create(typeof(TSrc), inputSchema);
        foreach (var column in inputSchema)
        {
            if (definition[column.Name] is null)
            {
                throw new InvalidOperationException($"Type should contain a member named {column.Name}: the schema has this column, but {typeof(TSrc)} has none for it.");
            }
        }

        return new(transformer, new PredictionEngineOptions { IgnoreMissingColumns = false, InputSchemaDefinition = definition });
    }

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
