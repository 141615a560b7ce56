using System.Text;

namespace Microsoft.ML.AutoML;

/// <summary>
/// The first records of a text file, as raw text.
/// </summary>
internal sealed class DelimitedSample
{
    public const int RecordLimit = 10_000;

    private const int CharacterLimit = 16 << 20;

    private readonly string _text;

    private DelimitedSample(string text)
    {
        _text = text;
    }

    /// <summary>Reads the head of a file; the encoding is told by its byte order mark, UTF-8 without one.</summary>
    public static DelimitedSample Read(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var buffer = new char[64 << 10];
        var text = new StringBuilder();
        int count;
        while (text.Length < CharacterLimit && (count = reader.ReadBlock(buffer)) > 0)
        {
            text.Append(buffer, 0, count);
        }

        // A record cut in two by the limit would look ragged.
        var whole = text.ToString();
        return new DelimitedSample(reader.Peek() < 0 ? whole : whole[..(whole.LastIndexOf('\n') + 1)]);
    }

    /// <summary>The records, split as a layout says; empty lines and comments are passed over, as a text loader does.</summary>
    /// <param name="layout">How to split.</param>
    /// <param name="limit">The most records to give.</param>
    public List<string[]> Split(FileLayout layout, int limit = RecordLimit)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        var position = 0;
        while (position < _text.Length && records.Count < limit)
        {
            if (IsComment(position, records.Count == 0))
            {
                position = SkipLine(position);
                continue;
            }

            position = ReadRecord(position, layout.Separator, (layout.Quoting, layout.Multiline), fields);
            if (fields.Count > 1 || fields[0].Length > 0)
            {
                // A record that is no sparse vector stays as it is: its number of fields then tells that the layout does not fit.
                string[] record = [.. fields];
                records.Add(layout.Sparse ? SparseRecord.Expand(record) ?? record : record);
            }
        }

        return records;
    }

    private bool IsComment(int position, bool isFirst)
        => (isFirst && _text[position] == '#') || string.CompareOrdinal(_text, position, "//", 0, 2) == 0;

    private int SkipLine(int position)
    {
        var end = _text.AsSpan(position).IndexOf('\n');
        return end < 0 ? _text.Length : position + end + 1;
    }

    private int ReadRecord(int position, char separator, (bool Quotes, bool Multiline) allowed, List<string> fields)
    {
        fields.Clear();
        while (true)
        {
            while (separator != ' ' && position < _text.Length && _text[position] == ' ')
            {
                position++;
            }

            position = allowed.Quotes && position < _text.Length && _text[position] == '"'
                ? ReadQuoted(position + 1, separator, allowed.Multiline, fields)
                : ReadPlain(position, separator, fields);
            if (position >= _text.Length)
            {
                return position;
            }

            if (_text[position] != separator)
            {
                return _text[position] == '\r' && position + 1 < _text.Length && _text[position + 1] == '\n' ? position + 2 : position + 1;
            }

            position++;
        }
    }

    private int ReadPlain(int start, char separator, List<string> fields)
    {
        var end = start;
        while (end < _text.Length && _text[end] != separator && _text[end] is not ('\r' or '\n'))
        {
            end++;
        }

        fields.Add(_text[start..end]);
        return end;
    }

    private int ReadQuoted(int start, char separator, bool multiline, List<string> fields)
    {
        var field = new StringBuilder();
        var position = start;
        for (; position < _text.Length && (multiline || _text[position] is not ('\r' or '\n')); position++)
        {
            if (_text[position] != '"')
            {
                field.Append(_text[position]);
            }
            else if (position + 1 < _text.Length && _text[position + 1] == '"')
            {
                field.Append('"');
                position++;
            }
            else
            {
                position++;
                break;
            }
        }

        // What stands between the closing quote and the separator belongs to no field.
        while (position < _text.Length && _text[position] != separator && _text[position] is not ('\r' or '\n'))
        {
            position++;
        }

        fields.Add(field.ToString());
        return position;
    }
}
