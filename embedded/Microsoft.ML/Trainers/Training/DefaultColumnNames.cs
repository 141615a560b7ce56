namespace Microsoft.ML.Data;

/// <summary>The column names used where the user gives none.</summary>
internal static class DefaultColumnNames
{
    internal const string Features = "Features";
    internal const string Label = "Label";
    internal const string Score = "Score";
    internal const string Probability = "Probability";
    internal const string PredictedLabel = "PredictedLabel";
}
