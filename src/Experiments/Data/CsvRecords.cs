using System.Text;

namespace MLNetTuning.Experiments.Data;

/// <summary>Reads the records of a delimited text (RFC 4180): quoted fields may hold separators, doubled quotes and line breaks; blank lines are skipped.</summary>
internal sealed class CsvRecords(TextReader reader, char separator)
{
    private readonly StringBuilder _field = new();
    private readonly List<string> _fields = [];

    /// <summary>The line, from 1, on which the current record ends.</summary>
    internal int Line { get; private set; }

    /// <summary>Whether a field with a line break has been read.</summary>
    internal bool HasMultilines { get; private set; }

    /// <summary>The line on which the last record opens a quote that the text never closes, or null.</summary>
    internal int? OpenQuoteLine { get; private set; }

    /// <summary>The next record, or null at the end. As in ML.NET's text loader spaces before an unquoted field do not count, those behind it do.</summary>
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
        var quoteLine = 0;
        for (var i = 0; ; i++)
        {
            if (i == line.Length)
            {
                if (quoted && reader.ReadLine() is { } next)
                {
                    _field.Append('\n');
                    (line, i) = (next, -1);
                    Line++;
                    HasMultilines = true;
                    continue;
                }

                OpenQuoteLine = quoted ? quoteLine : null;
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
                (quoted, wasQuoted, quoteLine) = (true, true, Line);
            }
            else if (c == separator && !quoted)
            {
                EndField(wasQuoted);
                wasQuoted = false;
            }
            else if (quoted || !wasQuoted || c != ' ')
            {
                _field.Append(c);
            }
        }
    }

    private void EndField(bool wasQuoted)
    {
        var text = _field.ToString();
        _fields.Add(wasQuoted ? text : text.TrimStart(' '));
        _field.Clear();
    }

    private static bool IsBlank(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ')
            {
                return false;
            }
        }

        return true;
    }
}
