namespace Microsoft.ML.Data;

/// <summary>The values of some rows of one column in a row. Never changed once it stands in a column.</summary>
internal abstract class ColumnPart
{
    /// <summary>Number of values.</summary>
    public abstract int Count { get; }
}
