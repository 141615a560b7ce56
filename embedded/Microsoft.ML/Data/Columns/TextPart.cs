namespace Microsoft.ML.Data;

/// <summary>Values of a text column.</summary>
internal abstract class TextPart : ColumnPart
{
    /// <summary>The value at a place; memory that is never written again.</summary>
    public abstract ReadOnlyMemory<char> this[int at] { get; }
}
