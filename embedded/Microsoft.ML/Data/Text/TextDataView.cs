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
        var builders = Array.ConvertAll(wanted, i => TextColumnBuilder.Create(columns[i], format));
        var rows = 0;
        for (var file = 0; file < source.Count; file++)
        {
            rows = ReadFile(file, builders, rows);
        }

        if (_rows >= 0 && rows != _rows)
        {
            throw new InvalidOperationException($"The file has {rows} rows now but had {_rows} when it was read first: it changed in between. Load it anew.");
        }

        _rows = rows;
        for (var i = 0; i < wanted.Length; i++)
        {
            _errors[wanted[i]] = builders[i].Error;
            _stores[wanted[i]] = builders[i].Error is null ? builders[i].Store : null;
        }
    }

    private int ReadFile(int file, TextColumnBuilder[] builders, int rows)
    {
        var name = source.GetPathOrNull(file) ?? $"stream {file}";
        var last = builders.Length == 0 ? 0 : builders.Max(static b => b.Column.LastField);
        var scanner = new TextFieldScanner(format, last);
        var fieldOf = new int[last == int.MaxValue - 1 ? 64 : last + 1];
        using var reader = new TextLineReader(source.OpenTextReader(file), format);
        if (format.HasHeader)
        {
            reader.Next(out _);
        }

        while (rows < format.MaxRows && reader.Next(out var line))
        {
            rows = checked(rows + 1);
            var width = Scan(scanner, line, new TextPlace(name, reader.Line));
            Place(scanner, ref fieldOf);
            foreach (var builder in builders)
            {
                builder.Add(scanner, fieldOf, width, new TextPlace(name, reader.Line));
            }

            Unplace(scanner, fieldOf);
        }

        return rows;
    }

    private static int Scan(TextFieldScanner scanner, ReadOnlySpan<char> line, TextPlace where)
    {
        try
        {
            return scanner.Scan(line);
        }
        catch (FormatException e)
        {
            throw new FormatException($"Line {where.Line} of {where.File} cannot be read: {e.Message}.", e);
        }
    }

    private static void Place(TextFieldScanner scanner, ref int[] fieldOf)
    {
        for (var i = 0; i < scanner.Count; i++)
        {
            var place = scanner.Source(i);
            if (place >= fieldOf.Length)
            {
                Array.Resize(ref fieldOf, Math.Max(place + 1, fieldOf.Length * 2));
            }

            fieldOf[place] = i + 1;
        }
    }

    private static void Unplace(TextFieldScanner scanner, int[] fieldOf)
    {
        for (var i = 0; i < scanner.Count; i++)
        {
            fieldOf[scanner.Source(i)] = 0;
        }
    }
}
