namespace Microsoft.ML.Data;

/// <summary>A data view whose columns are in memory, or are brought there when first read.</summary>
internal abstract class ColumnarDataView(DataViewSchema schema) : IOrderedRows, IColumnRuns
{
    public DataViewSchema Schema => schema;

    public bool CanShuffle => true;

    public bool CanOrder => true;

    public abstract long? GetRowCount();

    public abstract int CountRows();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = ActiveColumns.Flags(schema, columnsNeeded);
        var columns = Load(active, out var rows);
        return new ColumnarCursor(schema, active, columns, new RowRange(0, rows, 0), rand is null ? null : RowOrder.Shuffled(rows, rand));
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, int[] rows)
    {
        var active = ActiveColumns.Flags(schema, columnsNeeded);
        return new ColumnarCursor(schema, active, Load(active, out _), new RowRange(0, rows.Length, 0), rows);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var active = ActiveColumns.Flags(schema, columnsNeeded);
        var columns = Load(active, out var rows);
        var order = rand is null ? null : RowOrder.Shuffled(rows, rand);
        return Array.ConvertAll(RowRange.Part(rows, n), range => (DataViewRowCursor)new ColumnarCursor(schema, active, columns, range, order));
    }

    public object? GetRuns(int column, bool distinct)
    {
        var active = new bool[schema.Count];
        active[column] = true;
        return Load(active, out _)[column]?.GetRuns(distinct);
    }

    /// <summary>The stores of the active columns, by index; others may be null.</summary>
    protected abstract ColumnStore?[] Load(bool[] active, out int rows);
}
