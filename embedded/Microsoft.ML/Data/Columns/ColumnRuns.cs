namespace Microsoft.ML.Data;

/// <summary>Reads columns many values at a time where they are in memory.</summary>
internal static class ColumnRuns
{
    /// <summary>The values of a scalar column; null where they come row by row only.</summary>
    /// <param name="view">The data; a cursor over the column was opened before, so that what it needs is in memory.</param>
    /// <param name="column">The column.</param>
    /// <param name="distinct">Whether values that came before may be left out.</param>
    public static ColumnRuns<T>? Of<T>(IDataView view, DataViewSchema.Column column, bool distinct = false) =>
        (view as IColumnRuns)?.GetRuns(column.Index, distinct) as ColumnRuns<T>;
}
