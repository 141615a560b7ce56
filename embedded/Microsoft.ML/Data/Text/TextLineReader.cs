namespace Microsoft.ML.Data;

/// <summary>Cuts text into lines, a quoted line break being part of its line where the format says so. Skips empty lines and comments.</summary>
internal sealed class TextLineReader(TextReader reader, TextFormat format) : IDisposable
{
    private char[] _buffer = new char[1 << 16];
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _started;
    private long _nextLine = 1;

    /// <summary>The number of the line last read, from 1; of its first line where it spans several.</summary>
    public long Line { get; private set; }

    /// <summary>Reads the next line; it is valid until the next call.</summary>
    public bool Next(out ReadOnlySpan<char> line)
    {
        while (NextRaw(out line))
        {
            // '//' starts a comment anywhere, '#' only before the first line of data.
            if (line.IsEmpty || line.StartsWith("//") || (!_started && line[0] == '#'))
            {
                continue;
            }

            _started = true;
            return true;
        }

        return false;
    }

    public void Dispose() => reader.Dispose();

    private bool NextRaw(out ReadOnlySpan<char> line)
    {
        Line = _nextLine;
        var from = 0;
        var quoted = false;
        while (true)
        {
            var length = FindBreak(from);
            if (length < 0)
            {
                return TakeLast(from, quoted, out line);
            }

            quoted = format.Multiline && EndsQuoted(_buffer.AsSpan(_start + from, length - from), quoted);
            _nextLine++;
            var next = length + (_buffer[_start + length] == '\r' && IsLineFeed(length + 1) ? 2 : 1);
            if (!quoted)
            {
                line = _buffer.AsSpan(_start, length);
                _start += next;
                return true;
            }

            from = next;
        }
    }

    private bool TakeLast(int from, bool quoted, out ReadOnlySpan<char> line)
    {
        var length = _end - _start;
        if (quoted || (format.Multiline && EndsQuoted(_buffer.AsSpan(_start + from, length - from), quoted)))
        {
            throw new EndOfStreamException($"A quoted field opened on line {Line} was never closed: the file ends first.");
        }

        line = _buffer.AsSpan(_start, length);
        _start = _end;
        return length > 0;
    }

    /// <summary>Where the next line break is, counted from the start of the line; -1 at the end of the text.</summary>
    private int FindBreak(int from)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_start + from, _end - _start - from).IndexOfAny('\n', '\r');
            if (at >= 0)
            {
                return from + at;
            }

            from = _end - _start;
            if (!Fill())
            {
                return -1;
            }
        }
    }

    private bool IsLineFeed(int at) => (_start + at < _end || Fill()) && _start + at < _end && _buffer[_start + at] == '\n';

    private bool Fill()
    {
        if (_atEnd)
        {
            return false;
        }

        var held = _end - _start;
        if (held > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, checked(_buffer.Length * 2));
        }

        Array.Copy(_buffer, _start, _buffer, 0, held);
        _start = 0;
        var read = reader.ReadBlock(_buffer, held, _buffer.Length - held);
        _end = held + read;
        _atEnd = read == 0;
        return read > 0;
    }

    /// <summary>Whether a part of a line leaves a quoted field open.</summary>
    private bool EndsQuoted(ReadOnlySpan<char> part, bool quoted)
    {
        var i = 0;
        while (true)
        {
            if (!quoted)
            {
                while (i < part.Length && part[i] == ' ')
                {
                    i++;
                }

                if (i < part.Length && part[i] == '"')
                {
                    quoted = true;
                    i++;
                }
            }

            if (quoted && !SkipQuoted(part, ref i))
            {
                return true;
            }

            quoted = false;
            var separator = i >= part.Length ? -1 : part[i..].IndexOfAny(format.Separators);
            if (separator < 0)
            {
                return false;
            }

            i += separator + 1;
        }
    }

    /// <summary>Moves behind the closing quote; false where there is none.</summary>
    private bool SkipQuoted(ReadOnlySpan<char> part, ref int i)
    {
        while (i < part.Length)
        {
            if (part[i] == format.Escape && (format.Escape != '"' || (i + 1 < part.Length && part[i + 1] == '"')))
            {
                i += 2;
            }
            else if (part[i++] == '"')
            {
                return true;
            }
        }

        return false;
    }
}
