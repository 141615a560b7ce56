namespace Microsoft.ML.Data;

/// <summary>What was read from a block.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Lines">Number of lines.</param>
/// <param name="Parts">The values, column by column.</param>
/// <param name="Errors">The first unreadable value of every column; null for none.</param>
/// <param name="Failure">Why the block could not be cut into rows; null where it could.</param>
internal sealed record TextBlockResult(int Rows, int Lines, ColumnPart[] Parts, TextValueError?[] Errors, TextLineException? Failure);
