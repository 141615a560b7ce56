namespace Microsoft.ML.Data;

/// <summary>Where a record ends.</summary>
/// <param name="End">Behind its last byte, before its line break.</param>
/// <param name="Next">Where the next record starts.</param>
/// <param name="Lines">Number of lines it is made of.</param>
/// <param name="Open">Whether the text ended inside a quoted field.</param>
internal readonly record struct TextRecordEnd(int End, int Next, int Lines, bool Open);
