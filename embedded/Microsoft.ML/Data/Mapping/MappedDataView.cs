namespace Microsoft.ML.Data;

/// <summary>A data view with the columns of a row mapper added, computed as they are read.</summary>
internal sealed class MappedDataView(IDataView input, RowMapper mapper) : IOrderedRows, IColumnRuns
{
    private readonly ColumnBindings _bindings = new(input.Schema, mapper.CreateColumns());

    public bool CanShuffle => input.CanShuffle;

    public bool CanOrder => RowOrder.CanOrder(input);

    public DataViewSchema Schema => _bindings.Schema;

    public long? GetRowCount() => input.GetRowCount();

    public int CountRows() => ((IOrderedRows)input).CountRows();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = ActiveColumns.Flags(Schema, columnsNeeded);
        return new MappedCursor(_bindings, mapper, input.GetRowCursor(_bindings.Needed(active, mapper), rand), active);
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, int[] rows)
    {
        var active = ActiveColumns.Flags(Schema, columnsNeeded);
        return new MappedCursor(_bindings, mapper, ((IOrderedRows)input).GetRowCursor(_bindings.Needed(active, mapper), rows), active);
    }

    public object? GetRuns(int column, bool distinct) => _bindings.Source(column) is var source && source >= 0
        ? (input as IColumnRuns)?.GetRuns(source, distinct)
        : input is IColumnRuns runs ? mapper.CreateRuns(runs, ~source) : null;

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var active = ActiveColumns.Flags(Schema, columnsNeeded);
        var cursors = input.GetRowCursorSet(_bindings.Needed(active, mapper), n, rand);
        return Array.ConvertAll(cursors, cursor => (DataViewRowCursor)new MappedCursor(_bindings, mapper, cursor, active));
    }
}
