using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How a prediction engine is made.</summary>
public sealed class PredictionEngineOptions
{
    /// <summary>Whether members of the output class without a column are left as they are. Default true.</summary>
    public bool IgnoreMissingColumns = true;

    /// <summary>How the members of the input class are columns; null for what the class says.</summary>
    public SchemaDefinition? InputSchemaDefinition;

    /// <summary>How the members of the output class are columns; null for what the class says.</summary>
    public SchemaDefinition? OutputSchemaDefinition;

    /// <summary>Whether disposing the engine disposes the transformer. Default true.</summary>
    public bool OwnsTransformer = true;
}
