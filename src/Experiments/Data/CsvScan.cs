namespace MLNetTuning.Experiments.Data;

/// <summary>One pass over a delimited file before it is loaded: its shape, its missing values, and what is wrong with it.</summary>
internal sealed class CsvScan
{
    private readonly List<string> _labels = [];

    private CsvScan(CsvFile file, int label)
    {
        Separator = file.Separator;
        Columns = [.. file.Names.Select(name => new CsvColumn(name))];
        while (file.Read() is { } record)
        {
            for (var i = 0; i < record.Length; i++)
            {
                Columns[i].Add(record[i], file.Line);
            }

            _labels.Add(CsvColumn.IsMissing(record[label]) ? string.Empty : record[label].Trim());
        }

        HasMultilines = file.HasMultilines;
        Notes = [.. file.Notes()];
    }

    internal char Separator { get; }

    internal CsvColumn[] Columns { get; }

    internal int Rows => _labels.Count;

    /// <summary>The label of each row as written, without spaces around it; empty where it is missing.</summary>
    internal IReadOnlyList<string> Labels => _labels;

    /// <summary>Whether a value holds a line break.</summary>
    internal bool HasMultilines { get; }

    /// <summary>What was noticed while reading, one sentence each.</summary>
    internal IReadOnlyList<string> Notes { get; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty, has no header with the label or one name twice, or a row has another number of fields than the header.</exception>
    internal static CsvScan Read(string path, string labelColumnName)
    {
        using var file = CsvFile.Open(path);
        var label = CheckHeader(path, file.Names, labelColumnName);
        file.CheckNames();
        return file.IsPlain
            ? new CsvScan(file, label)
            : throw new InvalidDataException($"{path}: ML.NET's text loader reads plain text in UTF-8 whose first line is the header; this file is compressed, in UTF-16 or has lines before its header. Save it as plain CSV, or give it to CreateExperiment, which reads it.");
    }

    internal static int CheckHeader(string path, string[] header, string labelColumnName)
    {
        return header.Contains(labelColumnName) || !header.Any(CsvFile.IsNumber)
            ? CheckColumn(path, header, labelColumnName, "the label")
            : throw new InvalidDataException(
                $"{path}, line 1: there is no header line (the first line has the values {Shorten(header)}), so the label column '{labelColumnName}' can't be found. Add a first line with the columns' names.");
    }

    /// <summary>The place of a column.</summary>
    /// <exception cref="InvalidDataException">There is no such column; the message names those that there are, to give one of them as what was asked for.</exception>
    internal static int CheckColumn(string path, string[] header, string name, string role) => Array.IndexOf(header, name) is >= 0 and var place ? place
        : throw new InvalidDataException($"{path}, line 1: there is no column '{name}'{Alike(header, name)}. The columns are: {Shorten(header)}. Give one of them as {role}.");

    private static string Alike(string[] header, string wanted) =>
        Array.Find(header, name => string.Equals(name, wanted.Trim(), StringComparison.OrdinalIgnoreCase)) is { } name ? $", but there is '{name}'" : string.Empty;

    private static string Shorten(string[] values) =>
        string.Join(", ", values.Take(30)) + (values.Length > 30 ? $" and {values.Length - 30} more" : string.Empty);
}
