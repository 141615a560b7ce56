namespace Microsoft.ML.Data;

/// <summary>Keeps columns in memory: each is read from the source the first time it is asked for, and never again.</summary>
internal sealed class CacheDataView : ColumnarDataView
{
    private readonly IDataView _input;
    private readonly ColumnStore?[] _columns;
    private readonly int[] _prefetch;
    private readonly Lock _lock = new();
    private int _rows = -1;

    /// <summary>Wraps a data view; the columns named are read together with the first that is asked for.</summary>
    public CacheDataView(IDataView input, params int[] prefetch)
        : base(input.Schema)
    {
        _input = input;
        _prefetch = prefetch;
        _columns = new ColumnStore?[input.Schema.Count];
    }

    public override long? GetRowCount()
    {
        lock (_lock)
        {
            return _rows >= 0 ? _rows : _input.GetRowCount();
        }
    }

    public override int CountRows()
    {
        Load(new bool[_columns.Length], out var rows);
        return rows;
    }

    protected override ColumnStore?[] Load(bool[] active, out int rows)
    {
        lock (_lock)
        {
            var missing = Schema
                .Where(column => (active[column.Index] || (_rows < 0 && _prefetch.Contains(column.Index))) && _columns[column.Index] is null)
                .ToArray();
            if (missing.Length > 0 || _rows < 0)
            {
                Read(missing);
            }

            rows = _rows;
            return (ColumnStore?[])_columns.Clone();
        }
    }

    private void Read(DataViewSchema.Column[] missing)
    {
        var stores = missing.Select(static column => ColumnStore.Create(column.Type)).ToArray();
        using var cursor = _input.GetRowCursor(missing);
        var fills = missing.Select((column, i) => stores[i].Fill(cursor, cursor.Schema[column.Index])).ToArray();
        var rows = 0;
        while (cursor.MoveNext())
        {
            rows = checked(rows + 1);
            foreach (var fill in fills)
            {
                fill();
            }
        }

        _rows = rows;
        for (var i = 0; i < missing.Length; i++)
        {
            stores[i].Seal();
            _columns[missing[i].Index] = stores[i];
        }
    }
}
