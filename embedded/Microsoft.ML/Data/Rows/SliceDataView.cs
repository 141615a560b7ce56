namespace Microsoft.ML.Data;

/// <summary>Some rows in a row: those after the first <paramref name="skip"/>, at most <paramref name="take"/> of them.</summary>
internal sealed class SliceDataView(IDataView input, long skip, long take) : IOrderedRows
{
    public DataViewSchema Schema => input.Schema;

    public bool CanShuffle => CanOrder;

    public bool CanOrder => RowOrder.CanOrder(input);

    public long? GetRowCount() => input.GetRowCount() is { } count ? Part(count) : null;

    public int CountRows() => (int)Part(((IOrderedRows)input).CountRows());

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => CanOrder && rand is not null
        ? GetRowCursor(columnsNeeded, RowOrder.Shuffled(CountRows(), rand))
        : new SliceCursor(input.GetRowCursor(columnsNeeded), skip, take);

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, int[] rows) =>
        ((IOrderedRows)input).GetRowCursor(columnsNeeded, Array.ConvertAll(rows, row => (int)(row + skip)));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        CanOrder && n > 1
            ? RowOrder.Cursors(this, columnsNeeded, rand is null ? RowOrder.Plain(CountRows()) : RowOrder.Shuffled(CountRows(), rand), n)
            : [GetRowCursor(columnsNeeded, rand)];

    private long Part(long count) => Math.Min(take, Math.Max(0, count - skip));
}
