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

    /// <summary>The records, split at a separator; empty lines are passed over.</summary>
    /// <param name="separator">The separator.</param>
    /// <param name="quoting">Whether a field in double quotes may hold separators.</param>
    /// <param name="multiline">Whether a field in double quotes may hold line breaks.</param>
    /// <param name="limit">The most records to give.</param>
    public List<string[]> Split(char separator, bool quoting, bool multiline, int limit = RecordLimit)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        var position = 0;
        while (position < _text.Length && records.Count < limit)
        {
            position = ReadRecord(position, separator, (quoting, multiline), fields);
            if (fields.Count > 1 || fields[0].Length > 0)
            {
                records.Add([.. fields]);
            }
        }

        return records;
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

        fields.Add(_text[start..end].TrimEnd());
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
