namespace MLNetTuning.Experiments.Data;

/// <summary>Reads the records of a delimited text (RFC 4180): quoted fields may hold separators, doubled quotes and line breaks; blank lines are skipped.</summary>
/// <remarks>The fields of the current record are slices of a buffer, so that a column of numbers makes no garbage.</remarks>
internal sealed class CsvRecords(TextReader reader, char separator)
{
    private const int BufferLength = 1 << 16;

    // A quote that is open for so long was opened by mistake.
    private const int LongestField = 1 << 26;

    private char[] _buffer = new char[BufferLength];
    private (int Start, int Length)[] _fields = new (int, int)[16];
    private int _begin;
    private int _at;
    private int _end;
    private int _next;
    private bool _isOver;

    /// <summary>The line, from 1, on which the current record ends.</summary>
    internal int Line { get; private set; }

    /// <summary>Whether a field with a line break has been read.</summary>
    internal bool HasMultilines { get; private set; }

    /// <summary>The line on which the last record opens a quote that the text never closes, or null.</summary>
    internal int? OpenQuoteLine { get; private set; }

    /// <summary>Whether a line end follows the current record.</summary>
    internal bool HasLineEnd { get; private set; }

    /// <summary>Fields of the current record.</summary>
    internal int Count { get; private set; }

    /// <summary>A field of the current record, valid until the next is read.</summary>
    internal ReadOnlySpan<char> this[int field] => _buffer.AsSpan(_begin + _fields[field].Start, _fields[field].Length);

    /// <summary>Goes to the next record; false at the end. As in ML.NET's text loader spaces before an unquoted field do not count, those behind it do.</summary>
    internal bool Next()
    {
        do
        {
            _begin = _at = _next;
            (Count, OpenQuoteLine, HasLineEnd) = (0, null, false);
            if (!Has(0))
            {
                return false;
            }

            Line++;
            ReadFields();
            _next = _at;
        }
        while (Count == 1 && _fields[0].Length == 0 && _buffer[_begin] != '"');
        return true;
    }

    /// <summary>The next record as texts, or null at the end.</summary>
    internal string[]? Read() => Next() ? ToArray() : null;

    /// <summary>The fields of the current record.</summary>
    internal string[] ToArray()
    {
        var fields = new string[Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = this[i].ToString();
        }

        return fields;
    }

    private void ReadFields()
    {
        while (true)
        {
            ReadField();
            if (!Has(0))
            {
                return;
            }

            var c = _buffer[_at++];
            if (c != separator)
            {
                HasLineEnd = true;
                SkipFeed(c);
                return;
            }
        }
    }

    private void ReadField()
    {
        while (Has(0) && _buffer[_at] == ' ')
        {
            _at++;
        }

        if (Has(0) && _buffer[_at] == '"')
        {
            ReadQuoted();
            return;
        }

        var start = _at - _begin;
        while (true)
        {
            var found = _buffer.AsSpan(_at, _end - _at).IndexOfAny(separator, '\r', '\n');
            if (found >= 0)
            {
                _at += found;
                break;
            }

            _at = _end;
            if (!Fill())
            {
                break;
            }
        }

        Add(start, _at - _begin - start);
    }

    // What a quoted field holds is written over its own beginning: it never gets longer.
    private void ReadQuoted()
    {
        var start = _at - _begin;
        var length = 0;
        var (isOpen, line) = (true, Line);
        _at++;
        while (true)
        {
            if (!Has(0) || (isOpen && length > LongestField))
            {
                OpenQuoteLine = isOpen ? line : null;
                break;
            }

            var c = _buffer[_at];
            if (isOpen && c == '"')
            {
                // Two quotes inside a quoted field stand for one.
                isOpen = Has(1) && _buffer[_at + 1] == '"';
                _at += isOpen ? 2 : 1;
                if (!isOpen)
                {
                    continue;
                }
            }
            else if (isOpen && c is '\r' or '\n')
            {
                _at++;
                SkipFeed(c);
                Line++;
                HasMultilines = true;
                c = '\n';
            }
            else if (!isOpen && (c == separator || c is '\r' or '\n'))
            {
                break;
            }
            else
            {
                _at++;
                if (!isOpen && c == ' ')
                {
                    continue;
                }
            }

            _buffer[_begin + start + length++] = c;
        }

        Add(start, length);
    }

    private void SkipFeed(char c)
    {
        if (c == '\r' && Has(0) && _buffer[_at] == '\n')
        {
            _at++;
        }
    }

    private void Add(int start, int length)
    {
        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, 2 * Count);
        }

        _fields[Count++] = (start, length);
    }

    /// <summary>Whether there is a character so far ahead of where reading is.</summary>
    private bool Has(int ahead)
    {
        while (_at + ahead >= _end)
        {
            if (!Fill())
            {
                return false;
            }
        }

        return true;
    }

    private bool Fill()
    {
        if (_isOver)
        {
            return false;
        }

        if (_begin > 0)
        {
            Array.Copy(_buffer, _begin, _buffer, 0, _end - _begin);
            (_at, _end, _begin) = (_at - _begin, _end - _begin, 0);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _end);
        }

        var read = reader.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isOver = read == 0;
        return !_isOver;
    }
}
