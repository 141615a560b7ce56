using System.Buffers;

namespace Microsoft.ML.Data;

/// <summary>Cuts a line into fields. Empty fields are left out, except where they are to be NaN.</summary>
internal sealed class TextFieldScanner(TextFormat format, int lastNeeded)
{
    private readonly SearchValues<char> _separators = SearchValues.Create(format.Separators);
    private readonly bool _skipSpaces = !format.Separators.Contains(' ');
    private readonly char _separator = format.Separators[0];
    private readonly bool _single = format.Separators.Length == 1;
    private (int Source, int Start, int Length, bool Unescaped)[] _fields = new (int, int, int, bool)[16];
    private char[] _line = new char[256];
    private char[] _unescaped = new char[256];
    private int _unescapedCount;

    /// <summary>Number of fields that are not empty.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a quoted field was not well formed.</summary>
    public bool QuotingError { get; private set; }

    /// <summary>The place in the line of a field, from 0.</summary>
    public int Source(int field) => _fields[field].Source;

    public ReadOnlySpan<char> Value(int field)
    {
        var (_, start, length, unescaped) = _fields[field];
        return (unescaped ? _unescaped : _line).AsSpan(start, length);
    }

    /// <summary>Cuts a line; what was cut before is gone. Stops behind the last field needed.</summary>
    /// <returns>Number of fields, empty ones included.</returns>
    public int Scan(ReadOnlySpan<char> line)
    {
        if (format.TrimEnd)
        {
            line = line.TrimEnd();
        }

        Count = 0;
        QuotingError = false;
        _unescapedCount = 0;
        if (_line.Length < line.Length)
        {
            _line = new char[Math.Max(line.Length, _line.Length * 2)];
        }

        line.CopyTo(_line);
        return format.Sparse ? ScanSparse(line) : ScanDense(line);
    }

    private int ScanDense(ReadOnlySpan<char> line)
    {
        var source = 0;
        var position = 0;
        bool more;
        do
        {
            more = Fetch(line, ref position, out var start, out var length, out var unescaped);
            Add(source, start, length, unescaped);
            source++;
        }
        while (more && source <= lastNeeded);

        return source;
    }

    /// <summary>A line whose end may be index:value pairs, counted from the first pair's place.</summary>
    private int ScanSparse(ReadOnlySpan<char> line)
    {
        var source = 0;
        var position = 0;
        var pairsFrom = -1;
        var size = format.InputSize;
        var previous = -1;
        bool more;
        do
        {
            var index = FetchIndex(line, ref position);
            more = Fetch(line, ref position, out var start, out var length, out var unescaped);
            if (index < 0)
            {
                if (pairsFrom >= 0)
                {
                    throw new FormatException("a plain value follows an index:value pair");
                }

                Add(source++, start, length, unescaped);
                continue;
            }

            if (pairsFrom < 0)
            {
                pairsFrom = StartPairs(source, ref size);
            }

            if (index <= previous || pairsFrom + index >= size)
            {
                throw new FormatException($"the index {index} of an index:value pair is not ascending or not less than the size {size - pairsFrom}");
            }

            previous = index;
            Add(pairsFrom + index, start, length, unescaped);
        }
        while (more);

        return pairsFrom < 0 ? Math.Max(source, format.InputSize) : size;
    }

    private int StartPairs(int source, ref int size)
    {
        if (format.InputSize > 0)
        {
            return source;
        }

        // Without a given size the value before the first pair states how many fields the pairs stand for.
        if (Count == 0 || _fields[Count - 1].Source != source - 1
            || !int.TryParse(Value(Count - 1), System.Globalization.CultureInfo.InvariantCulture, out var count) || count <= 0)
        {
            throw new FormatException("the size before the first index:value pair is missing; give InputSize, or quote the value if it is no pair");
        }

        Count--;
        size = source - 1 + count;
        return source - 1;
    }

    private static int FetchIndex(ReadOnlySpan<char> line, ref int position)
    {
        var i = position;
        while (i < line.Length && line[i] == ' ')
        {
            i++;
        }

        var from = i;
        while (i < line.Length && char.IsAsciiDigit(line[i]) && i - from < 9)
        {
            i++;
        }

        if (i == from || i >= line.Length || line[i] != ':')
        {
            return -1;
        }

        position = i + 1;
        return int.Parse(line[from..i], System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Add(int source, int start, int length, bool unescaped)
    {
        if (length == 0 && !format.EmptyIsNaN)
        {
            return;
        }

        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, Count * 2);
        }

        _fields[Count++] = (source, start, length, unescaped);
    }

    /// <summary>Finds the next field and moves behind its separator; false when it is the last.</summary>
    private bool Fetch(ReadOnlySpan<char> line, ref int position, out int start, out int length, out bool unescaped)
    {
        var i = position;
        if (_skipSpaces)
        {
            while (i < line.Length && line[i] == ' ')
            {
                i++;
            }
        }

        unescaped = format.Quoting && i < line.Length && line[i] == '"';
        if (unescaped)
        {
            start = _unescapedCount;
            Unquote(line, ref i);
            length = _unescapedCount - start;
            var rest = IndexOfSeparator(line[i..]);
            if (!line.Slice(i, rest < 0 ? line.Length - i : rest).Trim(' ').IsEmpty)
            {
                QuotingError = true;
                length = 0;
            }

            i = rest < 0 ? line.Length : i + rest;
        }
        else
        {
            start = i;
            var end = IndexOfSeparator(line[i..]);
            i = end < 0 ? line.Length : i + end;
            length = i - start;
        }

        position = i + 1;
        return i < line.Length;
    }

    private int IndexOfSeparator(ReadOnlySpan<char> text) => _single ? text.IndexOf(_separator) : text.IndexOfAny(_separators);

    /// <summary>Reads a quoted field from its opening quote to behind its closing one.</summary>
    private void Unquote(ReadOnlySpan<char> line, ref int i)
    {
        i++;
        while (i < line.Length)
        {
            var c = line[i];
            if (c == format.Escape && i + 1 < line.Length && line[i + 1] == '"')
            {
                Append('"');
                i += 2;
            }
            else if (c == '"')
            {
                i++;
                return;
            }
            else
            {
                // A line break inside the quotes is one '\n', however the file writes it.
                if (c != '\r')
                {
                    Append(c);
                }
                else if (i + 1 >= line.Length || line[i + 1] != '\n')
                {
                    Append('\n');
                }

                i++;
            }
        }

        QuotingError = true;
    }

    private void Append(char c)
    {
        if (_unescapedCount == _unescaped.Length)
        {
            Array.Resize(ref _unescaped, _unescapedCount * 2);
        }

        _unescaped[_unescapedCount++] = c;
    }
}
