using System.Buffers.Text;

namespace Microsoft.ML.Data;

/// <summary>Cuts a line into fields, whatever is in it. Empty fields are left out, except where they are to be NaN.</summary>
internal sealed class TextFieldScanner(TextFormat format, int lastNeeded)
{
    private readonly bool _escapeIsQuote = format.Escape == '"';
    private (int Place, ulong Span)[] _fields = new (int, ulong)[16];

    /// <summary>Number of fields that are not empty.</summary>
    public int Count { get; private set; }

    /// <summary>The place in the line of a field, from 0.</summary>
    public int Place(int field) => _fields[field].Place;

    /// <summary>Where the text of a field is, as <see cref="TextTable.Pack"/> has it.</summary>
    public ulong Span(int field) => _fields[field].Span;

    /// <summary>
    /// Cuts a line; what was cut before is gone. Stops behind the last field needed. Escaped quotes are resolved where they stand: the line is
    /// written into.
    /// </summary>
    /// <param name="bytes">The text the line is in.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>Number of fields, empty ones included.</returns>
    public int Scan(byte[] bytes, int start, int end)
    {
        Count = 0;
        var line = bytes.AsSpan(0, format.TrimEnd ? start + TrimmedLength(bytes.AsSpan(start, end - start)) : end);
        return format.Sparse ? ScanSparse(line, start) : ScanDense(line, start);
    }

    /// <summary>The length of a line without white space at its end.</summary>
    public static int TrimmedLength(ReadOnlySpan<byte> line)
    {
        while (!line.IsEmpty)
        {
            System.Text.Rune.DecodeLastFromUtf8(line, out var last, out var width);
            if (!System.Text.Rune.IsWhiteSpace(last))
            {
                break;
            }

            line = line[..^width];
        }

        return line.Length;
    }

    private int ScanDense(Span<byte> line, int position)
    {
        var place = 0;
        bool more;
        do
        {
            more = Fetch(line, ref position, out var span);
            Add(place, span);
            place++;
        }
        while (more && place <= lastNeeded);

        return place;
    }

    /// <summary>
    /// A line whose end may be index:value pairs, counted from the first pair's place. At a pair that cannot be, or a value behind the pairs, the
    /// rest of the line is left out.
    /// </summary>
    private int ScanSparse(Span<byte> line, int position)
    {
        var place = 0;
        var pairsFrom = -1;
        var size = format.InputSize;
        var previous = -1;
        bool more;
        do
        {
            var index = FetchIndex(line, ref position);
            more = Fetch(line, ref position, out var span);
            if (index < 0)
            {
                if (pairsFrom >= 0)
                {
                    break;
                }

                Add(place++, span);
                continue;
            }

            if (pairsFrom < 0 && !TryStartPairs(line, place, ref size, out pairsFrom))
            {
                break;
            }

            if (index <= previous || pairsFrom + index >= size)
            {
                break;
            }

            previous = index;
            Add(pairsFrom + index, span);
        }
        while (more);

        return pairsFrom < 0 ? Math.Max(place, format.InputSize) : size;
    }

    private bool TryStartPairs(ReadOnlySpan<byte> line, int place, ref int size, out int from)
    {
        from = place;
        if (format.InputSize > 0)
        {
            return true;
        }

        // Without a given size the value before the first pair states how many fields the pairs stand for.
        if (Count == 0 || _fields[Count - 1].Place != place - 1
            || !int.TryParse(TextTable.Slice(line, _fields[Count - 1].Span), System.Globalization.CultureInfo.InvariantCulture, out var count) || count <= 0)
        {
            from = -1;
            return false;
        }

        Count--;
        from = place - 1;
        size = from + count;
        return true;
    }

    private static int FetchIndex(ReadOnlySpan<byte> line, ref int position)
    {
        var i = position;
        while (i < line.Length && line[i] == ' ')
        {
            i++;
        }

        var from = i;
        while (i < line.Length && char.IsAsciiDigit((char)line[i]) && i - from < 9)
        {
            i++;
        }

        if (i == from || i >= line.Length || line[i] != ':')
        {
            return -1;
        }

        position = i + 1;
        return Utf8Parser.TryParse(line[from..i], out int index, out _) ? index : -1;
    }

    private void Add(int place, ulong span)
    {
        if (TextTable.IsEmpty(span) && !format.EmptyIsNaN)
        {
            return;
        }

        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, Count * 2);
        }

        _fields[Count++] = (place, span);
    }

    /// <summary>Finds the next field and moves behind its separator; false when it is the last.</summary>
    private bool Fetch(Span<byte> line, ref int position, out ulong span)
    {
        var i = position;
        while (format.SkipSpaces && i < line.Length && line[i] == ' ')
        {
            i++;
        }

        var start = i;
        if (format.Quoting && i < line.Length && line[i] == '"')
        {
            var length = Unquote(line, ref i);
            var rest = IndexOfSeparator(line, i, out var width);
            // What is not well formed is empty.
            span = length < 0 || !line[i..rest].Trim((byte)' ').IsEmpty ? 0 : TextTable.Pack(start + 1, length);
            i = rest;
            position = i + width;
        }
        else
        {
            i = IndexOfSeparator(line, i, out var width);
            span = TextTable.Pack(start, i - start);
            position = i + width;
        }

        return i < line.Length;
    }

    private int IndexOfSeparator(ReadOnlySpan<byte> line, int from, out int width)
    {
        width = 1;
        var at = from >= line.Length ? -1 : format.FieldSeparators.IndexIn(line[from..], out width);
        return at < 0 ? line.Length : from + at;
    }

    /// <summary>
    /// Reads a quoted field from its opening quote to behind its closing one, and writes what it stands for right behind the opening quote.
    /// </summary>
    /// <returns>Its length; -1 where it is not closed.</returns>
    private int Unquote(Span<byte> line, ref int i)
    {
        i++;
        var start = i;
        var to = i;
        var escape = format.EscapeBytes;
        while (i < line.Length)
        {
            var b = line[i];
            if (b == escape[0] && IsEscapedQuote(line[i..], escape))
            {
                line[to++] = (byte)'"';
                i += escape.Length + 1;
            }
            else if (b == '"')
            {
                i++;
                return to - start;
            }
            else
            {
                // A line break inside the quotes is one '\n', however the file writes it.
                if (b != '\r')
                {
                    line[to++] = b;
                }
                else if (i + 1 >= line.Length || line[i + 1] != '\n')
                {
                    line[to++] = (byte)'\n';
                }

                i++;
            }
        }

        return -1;
    }

    private bool IsEscapedQuote(ReadOnlySpan<byte> text, byte[] escape) =>
        text.Length > escape.Length && text[escape.Length] == '"' && (_escapeIsQuote || text.StartsWith(escape));
}
