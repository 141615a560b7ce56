namespace Microsoft.ML.Data;

/// <summary>
/// Text files as a data view. The first pass reads the columns it needs and keeps them; the first pass that needs more reads all the rest,
/// so that files are read at most twice.
/// </summary>
internal sealed class TextDataView(DataViewSchema schema, TextColumn[] columns, TextFormat format, IMultiStreamSource source)
    : ColumnarDataView(schema)
{
    private readonly ColumnStore?[] _stores = new ColumnStore?[columns.Length];
    private readonly Exception?[] _errors = new Exception?[columns.Length];
    private readonly Lock _lock = new();
    private int _rows = -1;

    public override long? GetRowCount()
    {
        lock (_lock)
        {
            return _rows >= 0 ? _rows : null;
        }
    }

    public override int CountRows()
    {
        Load(new bool[columns.Length], out var rows);
        return rows;
    }

    protected override ColumnStore?[] Load(bool[] active, out int rows)
    {
        lock (_lock)
        {
            if (_rows < 0 || Enumerable.Range(0, columns.Length).Any(i => active[i] && _stores[i] is null && _errors[i] is null))
            {
                var first = _rows < 0;
                Read(Enumerable.Range(0, columns.Length).Where(i => _stores[i] is null && _errors[i] is null && (active[i] || !first)).ToArray());
            }

            for (var i = 0; i < columns.Length; i++)
            {
                if (active[i] && _errors[i] is { } error)
                {
                    throw new FormatException(error.Message, error);
                }
            }

            rows = _rows;
            return (ColumnStore?[])_stores.Clone();
        }
    }

    private void Read(int[] wanted)
    {
        var load = new TextFileLoad(Array.ConvertAll(wanted, i => columns[i]), format);
        load.Read(source);
        if (_rows >= 0 && load.Rows != _rows)
        {
            throw new InvalidOperationException($"The file has {load.Rows} rows now but had {_rows} when it was read first: it changed in between. Load it anew.");
        }

        _rows = load.Rows;
        for (var i = 0; i < wanted.Length; i++)
        {
            _errors[wanted[i]] = load.Errors[i];
            _stores[wanted[i]] = load.Errors[i] is null ? load.Stores[i] : null;
        }
    }
}
