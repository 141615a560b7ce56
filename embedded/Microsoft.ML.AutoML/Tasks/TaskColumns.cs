namespace Microsoft.ML.AutoML;

/// <summary>
/// The columns a trainer reads.
/// </summary>
internal sealed record TaskColumns(string Label, string Features, string? Weight);
