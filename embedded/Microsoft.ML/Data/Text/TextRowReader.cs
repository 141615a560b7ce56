using System.Runtime.CompilerServices;

namespace Microsoft.ML.Data;

/// <summary>
/// Cuts a block into rows and fields. Plain lines are cut at the separators and line breaks found in 64 bytes at once; lines with anything
/// out of the ordinary in them go to a <see cref="TextFieldScanner"/>.
/// </summary>
internal sealed class TextRowReader
{
    private readonly TextFormat _format;
    private readonly TextTable _table;
    private readonly TextFieldScanner _scanner;
    private readonly TextRecordCutter _cutter;
    private readonly TextMask _mask;
    private readonly bool _always;
    private readonly bool _quoting;
    private readonly int[] _places;
    private long _limit;
    private int _line;

    public TextRowReader(TextFormat format, TextTable table)
    {
        _format = format;
        _table = table;
        _scanner = new TextFieldScanner(format, table.Layout.Last);
        _cutter = new TextRecordCutter(format);
        _mask = new TextMask(format.FieldSeparators.Bytes);
        _always = table.Layout.IsRagged || !_mask.IsPossible;
        _quoting = format.Quoting;
        _places = [.. table.Layout.Places, int.MaxValue];
    }

    /// <summary>Number of lines read.</summary>
    public int Lines => _line;

    /// <summary>Cuts a block, or the first rows of it; the table then holds its fields.</summary>
    /// <exception cref="TextLineException">A line cannot be cut.</exception>
    public void Read(TextBlock block, long mostRows)
    {
        _table.Clear();
        _table.Bytes = block.Bytes;
        _limit = mostRows;
        _line = 0;
        var start = block.Start;
        while (start < block.Length && _table.Rows < _limit)
        {
            start = _always ? ReadLine(block, start) : ReadPlain(block, start);
        }
    }

    /// <summary>Reads lines from a line start on, up to the end or to the first that is not plain, which is read too.</summary>
    /// <returns>Where the next line starts.</returns>
    private int ReadPlain(TextBlock block, int from)
    {
        var bytes = block.Bytes.AsSpan(0, block.Length + TextBlock.Padding);
        var length = block.Length;
        var places = _places;
        var skipSpaces = _format.SkipSpaces;
        var quoting = _quoting;
        var slots = places.Length - 1;
        var spans = _table.Spans;
        var first = _table.Rows * slots;
        int start = from, rowStart = from, place = 0, slot = 0;
        for (var origin = from; origin < length; origin += 64)
        {
            _mask.Load(bytes[origin..], length - origin, quoting, out var separators, out var breaks, out var quotes);
            for (var mask = separators | breaks; mask != 0; mask &= mask - 1)
            {
                var bit = System.Numerics.BitOperations.TrailingZeroCount(mask);
                var at = origin + bit;
                if (at < start)
                {
                    // The line feed behind a carriage return.
                    continue;
                }

                var fieldStart = start;
                while (skipSpaces && bytes[fieldStart] == ' ' && fieldStart < at)
                {
                    fieldStart++;
                }

                var fieldEnd = at;
                if (quoting && bytes[fieldStart] == '"' && fieldStart < at)
                {
                    at = EndOfQuoted(bytes[..length], fieldStart, origin, breaks, quotes);
                    if (at < 0)
                    {
                        return ReadLine(block, rowStart);
                    }

                    fieldStart++;
                    fieldEnd = at - 1;
                }

                if (place == places[slot])
                {
                    spans[first + slot] = TextTable.Pack(fieldStart, fieldEnd - fieldStart);
                    slot++;
                }

                place++;
                var isBreak = bytes[at] is (byte)'\n' or (byte)'\r';
                start = at + 1;
                if (isBreak)
                {
                    if (bytes[at] == '\r' && bytes[start] == '\n' && start < length)
                    {
                        start++;
                    }

                    if (!EndRow(bytes, rowStart, at, spans.AsSpan(first, slots), slot))
                    {
                        return ReadLine(block, rowStart);
                    }

                    if (_table.Rows >= _limit)
                    {
                        return start;
                    }

                    spans = _table.Spans;
                    first = _table.Rows * slots;
                    rowStart = start;
                    place = 0;
                    slot = 0;
                }

                if (at - origin != bit)
                {
                    if (at - origin >= 63)
                    {
                        // On with the vector right behind the quoted field.
                        origin = start - 64;
                        break;
                    }

                    mask &= ulong.MaxValue << (at - origin);
                }
            }
        }

        // What is left is a last line without a line break.
        return rowStart < length ? ReadLine(block, rowStart) : length;
    }

    /// <summary>Ends a plain row; false where it has to be looked at again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool EndRow(ReadOnlySpan<byte> bytes, int start, int end, Span<ulong> row, int slot)
    {
        _line++;
        if (start == end || (bytes[start] == '/' && bytes[start + 1] == '/'))
        {
            return true;
        }

        if (_format.TrimEnd && bytes[end - 1] is <= 32 or >= 128)
        {
            _line--;
            return false;
        }

        row[slot..].Clear();
        _table.EndRow(_line - 1);
        return true;
    }

    /// <summary>
    /// Where the separator or line break behind a plain quoted field is, one that holds neither quotes nor line breaks; -1 for others.
    /// </summary>
    private int EndOfQuoted(ReadOnlySpan<byte> bytes, int start, int origin, ulong breaks, ulong quotes)
    {
        if (_format.Escape != '"')
        {
            return -1;
        }

        var close = -1;
        if (start >= origin && start - origin < 63)
        {
            var above = ulong.MaxValue << (start - origin + 1);
            if ((quotes & above) is not 0 and var later)
            {
                var bit = System.Numerics.BitOperations.TrailingZeroCount(later);
                if ((breaks & above & ((1UL << bit) - 1)) != 0)
                {
                    return -1;
                }

                close = origin + bit;
            }
        }

        if (close < 0)
        {
            var length = bytes[(start + 1)..].IndexOfAny((byte)'"', (byte)'\n', (byte)'\r');
            if (length < 0 || bytes[start + 1 + length] != '"')
            {
                return -1;
            }

            close = start + 1 + length;
        }

        var end = close + 1;
        return end < bytes.Length && (bytes[end] is (byte)'\n' or (byte)'\r' || _mask.IsSeparator(bytes[end])) ? end : -1;
    }

    /// <summary>Reads one line of any kind.</summary>
    private int ReadLine(TextBlock block, int start)
    {
        var bytes = block.Bytes.AsSpan(0, block.Length);
        var end = _cutter.Find(bytes, start);
        if (end.Open)
        {
            throw new TextLineException(_line, static line => new FormatException(
                $"A quoted field opened on line {line} was never closed: the file ends first."));
        }

        if (end.End > start && !TextRecordCutter.IsComment(bytes[start..end.End]))
        {
            var width = _scanner.Scan(block.Bytes, start, end.End);
            _table.Add(_scanner, width, _line);
        }

        _line += end.Lines;
        return end.Next;
    }
}
