namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>The reader of delimited files in generated code. It reads plain files as the command does; what only the command mends (other encodings, decimal commas) it refuses.</summary>
internal static class CsvTemplate
{
    /// <summary>The file's text.</summary>
    /// <param name="name">The solution's name.</param>
    public static string Text(string name) => $$""""
        using System.Globalization;
        using System.Text;

        namespace {{name}}.Scoring;

        /// <summary>A delimited file with a header line; quoted values may hold separators, doubled quotes and line breaks.</summary>
        public sealed class Csv : IDisposable
        {
            private static readonly char[] Separators = [',', ';', '\t', '|'];
            private static readonly string[] True = ["1", "true", "yes", "y", "t"];

            private readonly string _path;
            private readonly StreamReader _reader;
            private readonly char _separator;
            private readonly string[] _names;
            private List<string> _fields = [];

            /// <summary>Opens a file and reads its header.</summary>
            public Csv(string path)
            {
                _path = path;
                _separator = SeparatorOf(File.ReadLines(path).FirstOrDefault() ?? "");
                _reader = new StreamReader(path);
                _names = ReadFields() ? [.. _fields.Select((field, i) => field.Trim() is { Length: > 0 } name ? name : $"col{i}")] : throw new InvalidDataException($"{path}: the file is empty.");
            }

            /// <summary>The line, from 1, on which the row ends.</summary>
            public int Line { get; private set; }

            /// <summary>A value of the row.</summary>
            public string this[int place] => _fields[place];

            /// <summary>The place of a column.</summary>
            public int PlaceOf(string column) => Array.IndexOf(_names, column) is >= 0 and var place
                ? place
                : throw new InvalidDataException($"{_path}, line 1: the column '{column}' is missing.");

            /// <summary>Goes on to the next row; false at the end.</summary>
            public bool Read()
            {
                if (!ReadFields())
                {
                    return false;
                }

                return _fields.Count == _names.Length
                    ? true
                    : throw new InvalidDataException($"{_path}, line {Line}: {_fields.Count} values, but the header has {_names.Length}.");
            }

            /// <inheritdoc/>
            public void Dispose() => _reader.Dispose();

            /// <summary>A number; NaN where it is missing.</summary>
            public static float Number(string text) =>
                IsMissing(text) ? float.NaN
                : float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
                : throw new FormatException($"'{text}' is not a number.");

            /// <summary>True or false.</summary>
            public static bool Boolean(string text) => True.Contains(text.Trim().ToLowerInvariant());

            /// <summary>Values as a line; those with separators, quotes or line breaks are quoted.</summary>
            public static string Record(IEnumerable<string> fields) =>
                string.Join(',', fields.Select(field => field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : '"' + field.Replace("\"", "\"\"") + '"'));

            private static bool IsMissing(string text) => text.Trim().ToUpperInvariant() is "" or "?" or "NA" or "N/A" or "NAN";

            private static char SeparatorOf(string header)
            {
                var unquoted = string.Concat(header.Split('"').Where((_, i) => i % 2 == 0));
                return Separators.MaxBy(separator => unquoted.Count(letter => letter == separator));
            }

            private bool ReadFields()
            {
                while (_reader.ReadLine() is { } line)
                {
                    Line++;
                    if (line.Length > 0)
                    {
                        _fields = Split(line);
                        return true;
                    }
                }

                return false;
            }

            private List<string> Split(string line)
            {
                List<string> fields = [];
                for (var i = 0; ;)
                {
                    while (i < line.Length && line[i] == ' ')
                    {
                        i++;
                    }

                    if (i < line.Length && line[i] == '"')
                    {
                        fields.Add(Quoted(ref line, ref i));
                        i = line.IndexOf(_separator, i);
                    }
                    else
                    {
                        var end = line.IndexOf(_separator, i);
                        fields.Add(end < 0 ? line[i..] : line[i..end]);
                        i = end;
                    }

                    if (i++ < 0)
                    {
                        return fields;
                    }
                }
            }

            private string Quoted(ref string line, ref int i)
            {
                var value = new StringBuilder();
                for (i++; ; i++)
                {
                    if (i == line.Length)
                    {
                        line = _reader.ReadLine() ?? throw new InvalidDataException($"{_path}, line {Line}: a quote is not closed.");
                        Line++;
                        i = -1;
                        value.Append('\n');
                    }
                    else if (line[i] != '"')
                    {
                        value.Append(line[i]);
                    }
                    else if (i + 1 < line.Length && line[i + 1] == '"')
                    {
                        value.Append(line[i++]);
                    }
                    else
                    {
                        i++;
                        return value.ToString();
                    }
                }
            }
        }

        """";
}
