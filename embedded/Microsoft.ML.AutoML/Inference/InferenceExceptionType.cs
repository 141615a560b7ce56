namespace Microsoft.ML.AutoML;

/// <summary>
/// What could not be inferred.
/// </summary>
public enum InferenceExceptionType
{
    /// <summary>The columns' types.</summary>
    ColumnDataType,

    /// <summary>How lines are split into columns.</summary>
    ColumnSplit,
}
