namespace Microsoft.ML.Data;

/// <summary>A pass over objects.</summary>
internal sealed class EnumerableCursor<TRow>(DataViewSchema schema, bool[] active, TypedMember[] members, IEnumerable<(TRow Row, int Index)> rows)
    : CursorBase(schema, active)
    where TRow : class
{
    private readonly ObjectPointer<TRow> _pointer = new();
    private readonly IEnumerator<(TRow Row, int Index)> _rows = rows.GetEnumerator();
    private long _position = -1;
    private int _index;

    public override long Position => _position;

    public override bool MoveNext()
    {
        if (!_rows.MoveNext())
        {
            _position = -1;
            return false;
        }

        _position++;
        (_pointer.Current, _index) = _rows.Current;
        return _pointer.Current is not null
            ? true
            : throw new InvalidOperationException($"Row {_index} of the data is null; every row has to be a {typeof(TRow)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_index, 0);

    protected override Delegate GetGetter(int column) => TypedReader<TRow>.CreateGetter(members[column], _pointer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
        }
    }
}
