using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// A column of a file: where it stands, what it is called, and of what kind its values are.
/// </summary>
internal sealed record ColumnGuess(int Index, string Name, DataKind Kind);
