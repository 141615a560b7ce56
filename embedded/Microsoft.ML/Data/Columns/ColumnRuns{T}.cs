namespace Microsoft.ML.Data;

/// <summary>The values of one scalar column from the first row to the last, many at a time, for who learns from them without a cursor.</summary>
internal abstract class ColumnRuns<T>
{
    /// <summary>The next values, valid until the next call; none at the end.</summary>
    public abstract ReadOnlySpan<T> Next();
}
