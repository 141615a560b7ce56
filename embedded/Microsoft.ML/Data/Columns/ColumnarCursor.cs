namespace Microsoft.ML.Data;

/// <summary>A pass over columns in memory, or over a part of their rows.</summary>
internal sealed class ColumnarCursor(DataViewSchema schema, bool[] active, ColumnStore?[] columns, RowRange range, int[]? order)
    : CursorBase(schema, active)
{
    private readonly RowPointer _pointer = new();
    private int _position = -1;
    private int _count = range.Count;

    public override long Position => _position;

    public override long Batch => range.Batch;

    public override bool MoveNext()
    {
        if (_position >= _count - 1)
        {
            _position = -1;
            _count = 0;
            return false;
        }

        _position++;
        var row = range.First + _position;
        _pointer.Row = order is null ? row : order[row];
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_pointer.Row, 0);

    protected override Delegate GetGetter(int column) => columns[column]!.CreateGetter(_pointer);
}
