namespace Microsoft.ML.Data;

/// <summary>
/// The fields of the rows of a block, as places in its bytes. A regular table has a slot for every field kept; a ragged one lists the fields of
/// every row with their places in the line.
/// </summary>
internal sealed class TextTable(TextLayout layout)
{
    private const int LeastRows = 16;

    private readonly int _slots = layout.Places.Length;
    private ulong[] _spans = [];
    private int[] _places = [];
    private int[] _ends = [];
    private int[] _widths = [];
    private int[] _lines = [];

    public TextLayout Layout => layout;

    public byte[] Bytes { get; set; } = [];

    /// <summary>Number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>The fields: of a regular table slot by slot and row by row, with room for another row; of a ragged one as listed.</summary>
    public ulong[] Spans => _spans;

    public static ulong Pack(int start, int length) => ((ulong)(uint)start << 32) | (uint)length;

    public static bool IsEmpty(ulong span) => (uint)span == 0;

    public static int Start(ulong span) => (int)(span >> 32);

    public static int Length(ulong span) => (int)(uint)span;

    public static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> bytes, ulong span) => bytes.Slice(Start(span), Length(span));

    public void Clear()
    {
        Rows = 0;
        Reserve();
    }

    /// <summary>The fields of a slot in all rows of a regular table, or at a place in all rows of a ragged one; empty where a row has none.</summary>
    public void Gather(int slotOrPlace, Span<ulong> target)
    {
        if (layout.IsRagged)
        {
            for (var row = 0; row < target.Length; row++)
            {
                Range(row, out var from, out var to);
                var at = Array.BinarySearch(_places, from, to - from, slotOrPlace);
                target[row] = at < 0 ? 0 : _spans[at];
            }

            return;
        }

        var spans = _spans.AsSpan();
        for (int row = 0, at = slotOrPlace; row < target.Length; row++, at += _slots)
        {
            target[row] = spans[at];
        }
    }

    /// <summary>The fields of a row of a regular table.</summary>
    public ReadOnlySpan<ulong> Row(int row) => _spans.AsSpan(row * _slots, _slots);

    /// <summary>The fields of a row of a ragged table from a place on, with their places.</summary>
    public ReadOnlySpan<ulong> Row(int row, int from, out ReadOnlySpan<int> places)
    {
        Range(row, out var start, out var end);
        var at = Array.BinarySearch(_places, start, end - start, from);
        at = at < 0 ? ~at : at;
        places = _places.AsSpan(at, end - at);
        return _spans.AsSpan(at, end - at);
    }

    /// <summary>Number of fields in a row of a ragged table, empty ones included.</summary>
    public int Width(int row) => _widths[row];

    /// <summary>Number of lines of the block before the row.</summary>
    public int Line(int row) => _lines[row];

    /// <summary>Takes a row of a regular table whose fields have been written into <see cref="Spans"/>.</summary>
    public void EndRow(int line)
    {
        _lines[Rows] = line;
        Rows++;
        if (Rows == _lines.Length)
        {
            Grow();
        }
    }

    /// <summary>Takes the fields of a scanned row.</summary>
    public void Add(TextFieldScanner scanner, int width, int line)
    {
        if (layout.IsRagged)
        {
            AddRagged(scanner, width);
        }
        else
        {
            AddRegular(scanner);
        }

        EndRow(line);
    }

    private void AddRegular(TextFieldScanner scanner)
    {
        var row = _spans.AsSpan(Rows * _slots, _slots);
        row.Clear();
        var slot = 0;
        for (var i = 0; i < scanner.Count && slot < row.Length; i++)
        {
            while (slot < row.Length && layout.Places[slot] < scanner.Place(i))
            {
                slot++;
            }

            if (slot < row.Length && layout.Places[slot] == scanner.Place(i))
            {
                row[slot++] = scanner.Span(i);
            }
        }
    }

    private void AddRagged(TextFieldScanner scanner, int width)
    {
        var used = Rows == 0 ? 0 : _ends[Rows - 1];
        if (used + scanner.Count > _spans.Length)
        {
            var length = Math.Max(checked(used + scanner.Count), _spans.Length * 2);
            Array.Resize(ref _spans, length);
            Array.Resize(ref _places, length);
        }

        for (var i = 0; i < scanner.Count; i++)
        {
            _places[used + i] = scanner.Place(i);
            _spans[used + i] = scanner.Span(i);
        }

        _ends[Rows] = used + scanner.Count;
        _widths[Rows] = width;
    }

    private void Range(int row, out int from, out int to)
    {
        from = row == 0 ? 0 : _ends[row - 1];
        to = _ends[row];
    }

    private void Reserve()
    {
        if (_lines.Length == 0)
        {
            _lines = new int[LeastRows];
            _ends = new int[layout.IsRagged ? LeastRows : 0];
            _widths = new int[_ends.Length];
            _spans = new ulong[layout.IsRagged ? 1024 : LeastRows * _slots];
            _places = new int[layout.IsRagged ? 1024 : 0];
        }
    }

    private void Grow()
    {
        Array.Resize(ref _lines, Rows * 2);
        if (layout.IsRagged)
        {
            Array.Resize(ref _ends, Rows * 2);
            Array.Resize(ref _widths, Rows * 2);
        }
        else
        {
            Array.Resize(ref _spans, checked(Rows * 2 * _slots));
        }
    }
}
