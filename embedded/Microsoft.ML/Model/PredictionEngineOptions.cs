using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How a prediction engine binds its classes.</summary>
public sealed class PredictionEngineOptions
{
    /// <summary>Whether members of the prediction that the model does not give are left as they are. Default true.</summary>
    public bool IgnoreMissingColumns = true;

    /// <summary>The input's columns; null (default) to read them from the class.</summary>
    public SchemaDefinition? InputSchemaDefinition;

    /// <summary>The prediction's columns; null (default) to read them from the class.</summary>
    public SchemaDefinition? OutputSchemaDefinition;

    /// <summary>Whether disposing the engine disposes the model. Default true.</summary>
    public bool OwnsTransformer = true;
}
