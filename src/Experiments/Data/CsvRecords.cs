using System.Text;

namespace MLNetTuning.Experiments.Data;

/// <summary>Reads the records of a delimited text (RFC 4180): quoted fields may hold separators, doubled quotes and line breaks; blank lines are skipped.</summary>
internal sealed class CsvRecords(TextReader reader, char separator)
{
    private readonly StringBuilder _field = new();
    private readonly List<string> _fields = [];

    /// <summary>The line, from 1, on which the current record ends.</summary>
    internal int Line { get; private set; }

    /// <summary>The next record with spaces around its fields trimmed, or null at the end.</summary>
    internal string[]? Read()
    {
        _fields.Clear();
        while (reader.ReadLine() is { } line)
        {
            Line++;
            if (line.Length > 0)
            {
                ReadFields(line);
                return [.. _fields];
            }
        }

        return null;
    }

    private void ReadFields(string line)
    {
        var quoted = false;
        var wasQuoted = false;
        for (var i = 0; ; i++)
        {
            if (i == line.Length)
            {
                if (quoted && reader.ReadLine() is { } next)
                {
                    _field.Append('\n');
                    (line, i) = (next, -1);
                    Line++;
                    continue;
                }

                EndField(wasQuoted);
                return;
            }

            var c = line[i];
            if (quoted && c == '"')
            {
                // Two quotes inside a quoted field stand for one.
                if (i + 1 < line.Length && line[i + 1] == '"')
                {
                    _field.Append(c);
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && !wasQuoted && IsBlank(_field))
            {
                _field.Clear();
                (quoted, wasQuoted) = (true, true);
            }
            else if (c == separator && !quoted)
            {
                EndField(wasQuoted);
                wasQuoted = false;
            }
            else
            {
                _field.Append(c);
            }
        }
    }

    private void EndField(bool wasQuoted)
    {
        var text = _field.ToString();
        _fields.Add(wasQuoted ? text : text.Trim());
        _field.Clear();
    }

    private static bool IsBlank(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
