using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class ModelOperationsCatalog
{
    /// <summary>Makes an engine that predicts single objects.</summary>
    /// <typeparam name="TSrc">The class of the input.</typeparam>
    /// <typeparam name="TDst">The class of the prediction.</typeparam>
    /// <param name="transformer">The model; all its parts map rows one by one.</param>
    /// <param name="ignoreMissingColumns">Whether members of the prediction that the model does not give are left as they are.</param>
    /// <param name="inputSchemaDefinition">The input's columns; null to read them from the class.</param>
    /// <param name="outputSchemaDefinition">The prediction's columns; null to read them from the class.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model needs a column that the input class does not have.</exception>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer, bool ignoreMissingColumns = true, SchemaDefinition? inputSchemaDefinition = null, SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new() =>
        CreatePredictionEngine<TSrc, TDst>(transformer, new PredictionEngineOptions
        {
            IgnoreMissingColumns = ignoreMissingColumns,
            InputSchemaDefinition = inputSchemaDefinition,
            OutputSchemaDefinition = outputSchemaDefinition,
        });

    /// <summary>Makes an engine that predicts single objects.</summary>
    /// <typeparam name="TSrc">The class of the input.</typeparam>
    /// <typeparam name="TDst">The class of the prediction.</typeparam>
    /// <param name="transformer">The model; all its parts map rows one by one.</param>
    /// <param name="options">How the classes are bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model needs a column that the input class does not have.</exception>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentNullException.ThrowIfNull(options);
        return transformer.IsRowToRowMapper
            ? new PredictionEngine<TSrc, TDst>(transformer, options)
            : throw new ArgumentException("A part of the model does not map rows one by one, so single objects can't be predicted. Use Transform on a data view.", nameof(transformer));
    }
}
