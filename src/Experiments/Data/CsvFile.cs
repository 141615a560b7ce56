using System.Globalization;

namespace MLNetTuning.Experiments.Data;

/// <summary>A delimited file with a header line, read record by record; what is wrong with it is said with path, line and remedy.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly string _path;
    private readonly StreamReader _reader;
    private readonly CsvRecords _records;

    private CsvFile(string path)
    {
        _path = path;
        Separator = CsvText.SeparatorOf(path);
        _reader = new StreamReader(path);
        _records = new CsvRecords(_reader, Separator);
        try
        {
            Names = NamesOf(_records.Read() ?? throw new InvalidDataException($"{path}: the file is empty. Give a file with a header line and at least {TableLoader.MinimumRows} rows."));
        }
        catch (InvalidDataException)
        {
            _reader.Dispose();
            throw;
        }
    }

    internal char Separator { get; }

    /// <summary>The columns' names; a column without one is named <c>col</c> and its place from 0, as ML.NET's column inference does.</summary>
    internal string[] Names { get; }

    /// <summary>The line, from 1, on which the record read last ends.</summary>
    internal int Line => _records.Line;

    /// <summary>Whether a field with a line break has been read.</summary>
    internal bool HasMultilines => _records.HasMultilines;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty.</exception>
    internal static CsvFile Open(string path) => File.Exists(path)
        ? new CsvFile(path)
        : throw new FileNotFoundException($"There is no file '{path}'. Give the path of a delimited text file with a header line.", path);

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="InvalidDataException">The row has another number of fields than the header, or a quote is not closed.</exception>
    internal string[]? Read()
    {
        var record = _records.Read();
        if (_records.OpenQuoteLine is { } line)
        {
            throw new InvalidDataException($"{_path}, line {line}: a quote is opened here and not closed up to the end of the file. Close it, or double it if it belongs to the value.");
        }

        return record is null || record.Length == Names.Length
            ? record
            : throw new InvalidDataException(
                $"{_path}, line {Line}: {record.Length} {(record.Length == 1 ? "field" : "fields")}, but the header has {Names.Length}. Mend the line (a separator inside a value needs quotes) or remove it.");
    }

    /// <summary>Refuses a header that gives one name to two columns.</summary>
    /// <exception cref="InvalidDataException">Two columns have one name.</exception>
    internal void CheckNames()
    {
        var repeated = Names.Select((name, i) => (Name: name, Place: i + 1)).GroupBy(n => n.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null)
        {
            throw new InvalidDataException(
                $"{_path}, line 1: the columns {string.Join(" and ", repeated.Select(n => n.Place))} have one name, '{repeated.Key}'. Give every column a name of its own, or remove one of them.");
        }
    }

    internal static bool IsNumber(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    public void Dispose() => _reader.Dispose();

    private static string[] NamesOf(string[] header) =>
        [.. header.Select((name, i) => string.IsNullOrWhiteSpace(name) ? string.Create(CultureInfo.InvariantCulture, $"col{i}") : name.Trim())];
}
