namespace Microsoft.ML.AutoML;

/// <summary>
/// What a caller says of a file's form; null for what is to be inferred.
/// </summary>
internal readonly record struct FileHints(char? Separator, bool? Quoting, bool? Sparse, bool TrimWhitespace);
