namespace Microsoft.ML.Data;

/// <summary>A data view that can give columns many values at a time.</summary>
internal interface IColumnRuns
{
    /// <summary>A <see cref="ColumnRuns{T}"/> of the raw type of the column, or null where its values come row by row only.</summary>
    /// <param name="column">The index of the column.</param>
    /// <param name="distinct">Whether values that came before may be left out.</param>
    object? GetRuns(int column, bool distinct);
}
