using System.Globalization;

namespace MLNetTuning.Experiments.Data;

/// <summary>One pass over a delimited file before it is loaded: its shape, its missing values, and what is wrong with it.</summary>
internal sealed class CsvScan
{
    private CsvScan(char separator, string[] header, int rows, int[] missing, string[] labels)
    {
        Separator = separator;
        Header = header;
        Rows = rows;
        Missing = missing;
        Labels = labels;
    }

    internal char Separator { get; }

    internal string[] Header { get; }

    internal int Rows { get; }

    /// <summary>Number of empty values in each column.</summary>
    internal int[] Missing { get; }

    /// <summary>The label of each row as written; empty where it is missing.</summary>
    internal string[] Labels { get; }

    internal static bool IsMissing(string value) => string.IsNullOrWhiteSpace(value) || value is "NA" or "NaN" or "?";

    /// <summary>Reads the file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty, has no header with the label, or a row has another number of fields than the header.</exception>
    internal static CsvScan Read(string path, string labelColumnName)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'. Give the path of a delimited text file with a header line.", path);
        }

        var separator = CsvText.SeparatorOf(path);
        using var reader = new StreamReader(path);
        var records = new CsvRecords(reader, separator);
        var header = records.Read()
            ?? throw new InvalidDataException($"{path}: the file is empty. Give a file with a header line and at least {TableLoader.MinimumRows} rows.");
        var label = CheckHeader(path, header, labelColumnName);
        var missing = new int[header.Length];
        var labels = new List<string>();
        while (records.Read() is { } record)
        {
            if (record.Length != header.Length)
            {
                throw new InvalidDataException($"{path}, line {records.Line}: {record.Length} fields, but the header has {header.Length}. Mend the line (a separator inside a value needs quotes) or remove it.");
            }

            for (var i = 0; i < record.Length; i++)
            {
                missing[i] += IsMissing(record[i]) ? 1 : 0;
            }

            labels.Add(IsMissing(record[label]) ? string.Empty : record[label]);
        }

        return new CsvScan(separator, header, labels.Count, missing, [.. labels]);
    }

    private static int CheckHeader(string path, string[] header, string labelColumnName)
    {
        var label = Array.IndexOf(header, labelColumnName);
        if (label >= 0)
        {
            return label;
        }

        var looksLikeData = header.Any(h => double.TryParse(h, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        throw new InvalidDataException(looksLikeData
            ? $"{path}, line 1: there is no header line (the first line has the values {Shorten(header)}), so the label column '{labelColumnName}' can't be found. Add a first line with the columns' names."
            : $"{path}, line 1: there is no column '{labelColumnName}'. The columns are: {Shorten(header)}. Give one of them as the label.");
    }

    private static string Shorten(string[] values) =>
        string.Join(", ", values.Take(30)) + (values.Length > 30 ? $" and {values.Length - 30} more" : string.Empty);
}
