namespace Microsoft.ML.Data;

/// <summary>A pass over columns in memory.</summary>
internal sealed class ColumnarCursor(DataViewSchema schema, bool[] active, ColumnStore?[] columns, int count, int[]? order)
    : CursorBase(schema, active)
{
    private readonly RowPointer _pointer = new();
    private int _position = -1;

    public override long Position => _position;

    public override bool MoveNext()
    {
        if (_position >= count - 1)
        {
            _position = -1;
            count = 0;
            return false;
        }

        _position++;
        _pointer.Row = order is null ? _position : order[_position];
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_pointer.Row, 0);

    protected override Delegate GetGetter(int column) => columns[column]!.CreateGetter(_pointer);
}
