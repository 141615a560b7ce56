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
                HasUnreadable |= record[i].Contains('\uFFFD');
            }

            _labels.Add(CsvColumn.IsMissing(record[label]) ? string.Empty : record[label].Trim());
        }

        HasMultilines = file.HasMultilines;
    }

    internal char Separator { get; }

    internal CsvColumn[] Columns { get; }

    internal int Rows => _labels.Count;

    /// <summary>The label of each row as written, without spaces around it; empty where it is missing.</summary>
    internal IReadOnlyList<string> Labels => _labels;

    /// <summary>Whether a value holds a line break.</summary>
    internal bool HasMultilines { get; }

    /// <summary>Whether a value holds bytes that are no UTF-8.</summary>
    internal bool HasUnreadable { get; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty, has no header with the label or one name twice, or a row has another number of fields than the header.</exception>
    internal static CsvScan Read(string path, string labelColumnName)
    {
        using var file = CsvFile.Open(path);
        var label = CheckHeader(path, file.Names, labelColumnName);
        file.CheckNames();
        return new CsvScan(file, label);
    }

    internal static int CheckHeader(string path, string[] header, string labelColumnName)
    {
        var label = Array.IndexOf(header, labelColumnName);
        if (label >= 0)
        {
            return label;
        }

        throw new InvalidDataException(header.Any(CsvFile.IsNumber)
            ? $"{path}, line 1: there is no header line (the first line has the values {Shorten(header)}), so the label column '{labelColumnName}' can't be found. Add a first line with the columns' names."
            : $"{path}, line 1: there is no column '{labelColumnName}'. The columns are: {Shorten(header)}. Give one of them as the label.");
    }

    private static string Shorten(string[] values) =>
        string.Join(", ", values.Take(30)) + (values.Length > 30 ? $" and {values.Length - 30} more" : string.Empty);
}
