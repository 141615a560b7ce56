namespace Microsoft.ML.Data;

/// <summary>Objects as a data view. They are read in every pass anew; a list can be visited in any order.</summary>
internal sealed class EnumerableDataView<TRow> : IOrderedRows
    where TRow : class
{
    private readonly IEnumerable<TRow> _rows;
    private readonly TypedMember[] _members;

    public EnumerableDataView(IEnumerable<TRow> rows, TypedMember[] members)
    {
        _rows = rows;
        _members = members;
        Schema = DataViewSchema.Create(members.Select(static m => new DataViewSchema.DetachedColumn(m.Name, m.Type, m.Annotations)).ToArray());
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => CanOrder;

    public bool CanOrder => _rows is IReadOnlyList<TRow>;

    public long? GetRowCount() => (_rows as IReadOnlyCollection<TRow>)?.Count;

    public int CountRows() => ((IReadOnlyCollection<TRow>)_rows).Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => CanOrder && rand is not null
        ? GetRowCursor(columnsNeeded, RowOrder.Shuffled(CountRows(), rand))
        : new EnumerableCursor<TRow>(Schema, ActiveColumns.Flags(Schema, columnsNeeded), _members, _rows.Select(static (row, i) => (row, i)));

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, int[] rows)
    {
        var list = (IReadOnlyList<TRow>)_rows;
        return new EnumerableCursor<TRow>(Schema, ActiveColumns.Flags(Schema, columnsNeeded), _members, rows.Select(row => (list[row], row)));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
