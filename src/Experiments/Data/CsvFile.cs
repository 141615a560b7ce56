using System.Globalization;

namespace MLNetTuning.Experiments.Data;

/// <summary>A delimited file with a header line, read record by record; what is wrong with it is said with path, line and remedy.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly CsvSource _source;
    private readonly CsvRecords _records;
    private bool _isCut;

    private CsvFile(string path, string? wanted)
    {
        Path = path;
        _source = new CsvSource(path);
        try
        {
            Dialect = CsvDialect.Of(_source.Open(), wanted) ?? throw new InvalidDataException($"{path}: the file is empty. Give a file with a header line and rows.");
            _records = new CsvRecords(_source.Open(), Dialect.Separator);
            for (var skipped = Dialect.TitleRecords + (Dialect.HasHeader ? 1 : 0); skipped > 0; skipped--)
            {
                _records.Next();
            }
        }
        catch (Exception e)
        {
            _source.Dispose();
            throw e is InvalidDataException ? new InvalidDataException(e.Message.StartsWith(path, StringComparison.Ordinal) ? e.Message : $"{path}: {e.Message}", e) : e;
        }
    }

    internal string Path { get; }

    /// <summary>How the file is written.</summary>
    internal CsvDialect Dialect { get; }

    internal char Separator => Dialect.Separator;

    /// <summary>The columns' names; a column without one is named <c>col</c> and its place from 0, as ML.NET's column inference does.</summary>
    internal string[] Names => Dialect.Names;

    /// <summary>The line, from 1, on which the record read last ends.</summary>
    internal int Line => _records.Line;

    /// <summary>Whether a field with a line break has been read.</summary>
    internal bool HasMultilines => _records.HasMultilines;

    /// <summary>Whether only a reader of plain UTF-8 with the header in its first line would read something else.</summary>
    internal bool IsPlain => !_source.IsCompressed && !_source.IsWide && Dialect is { HasHeader: true, TitleRecords: 0 };

    /// <summary>A field of the current row, valid until the next is read.</summary>
    internal ReadOnlySpan<char> this[int column] => _records[column];

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file; compressed by gzip or not.</param>
    /// <param name="wanted">A column that is looked for; <c>col0</c>, <c>col1</c>, ... name those of a file of numbers without a header.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty or no text.</exception>
    internal static CsvFile Open(string path, string? wanted = null) => File.Exists(path)
        ? new CsvFile(path, wanted)
        : throw new FileNotFoundException($"There is no file '{path}'. Give the path of a delimited text file with a header line.", path);

    /// <summary>The next row as texts, or null at the end.</summary>
    /// <exception cref="InvalidDataException">The row has another number of fields than the header, or a quote is not closed.</exception>
    internal string[]? Read() => Next() ? _records.ToArray()[..Names.Length] : null;

    /// <summary>Goes to the next row; false at the end. Empty fields behind the last column do not count.</summary>
    /// <exception cref="InvalidDataException">The row has another number of fields than the header, or a quote is not closed.</exception>
    internal bool Next()
    {
        if (!_records.Next())
        {
            return false;
        }

        if (!_records.HasLineEnd && _source.HasGrown)
        {
            // Somebody is still writing this row.
            _isCut = true;
            return false;
        }

        if (_records.OpenQuoteLine is { } line)
        {
            throw new InvalidDataException($"{Path}, line {line}: a quote is opened here and not closed up to the end of the file. Close it, or double it if it belongs to the value.");
        }

        if (_records.Count != Names.Length && !HasTrailingSeparators())
        {
            throw new InvalidDataException(
                $"{Path}, line {Line}: {_records.Count} {(_records.Count == 1 ? "field" : "fields")}, but the header has {Names.Length}. Mend the line (a separator inside a value needs quotes) or remove it.");
        }

        return true;
    }

    /// <summary>What was noticed while reading, one sentence each; whole when all rows have been read.</summary>
    internal IEnumerable<string> Notes()
    {
        if (Dialect.TitleRecords > 0)
        {
            yield return $"{(Dialect.TitleRecords == 1 ? "1 line" : $"{Dialect.TitleRecords} lines")} before the header skipped.";
        }

        if (!Dialect.HasHeader)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The file has no header: its columns are named col0 to col{Names.Length - 1}.");
        }

        if (_source.HasWestern)
        {
            yield return "The file holds bytes that are no UTF-8, read as Windows-1252 (western Europe). Save it as UTF-8 if names look wrong.";
        }

        if (_source.HasGrown)
        {
            yield return $"The file grew while it was read: the rows there at the start are used{(_isCut ? ", but for the last, which was not finished" : string.Empty)}.";
        }
    }

    /// <summary>Refuses a header that gives one name to two columns.</summary>
    /// <param name="needed">The columns that count, or null for all.</param>
    /// <exception cref="InvalidDataException">Two columns have one name.</exception>
    internal void CheckNames(IReadOnlyCollection<string>? needed = null)
    {
        var repeated = Names.Select((name, i) => (Name: name, Place: i + 1)).GroupBy(n => n.Name, StringComparer.Ordinal)
            .FirstOrDefault(g => g.Count() > 1 && needed?.Contains(g.Key) != false);
        if (repeated is not null)
        {
            throw new InvalidDataException(
                $"{Path}, line 1: the columns {string.Join(" and ", repeated.Select(n => n.Place))} have one name, '{repeated.Key}'. Give every column a name of its own, or remove one of them.");
        }
    }

    internal static bool IsNumber(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    public void Dispose() => _source.Dispose();

    private bool HasTrailingSeparators()
    {
        for (var i = _records.Count - 1; i >= Names.Length; i--)
        {
            if (_records[i].Length > 0)
            {
                return false;
            }
        }

        return _records.Count > Names.Length;
    }
}
