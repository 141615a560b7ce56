using System.Globalization;
using System.IO.Compression;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>A small file of comma-separated text, held as text; also when packed with gzip.</summary>
internal sealed class CsvTable
{
    private static readonly string[] MissingNames = ["", "?", "NA"];

    private readonly List<string[]> _rows;

    private CsvTable(string[] names, List<string[]> rows)
    {
        Names = names;
        _rows = rows;
    }

    public string[] Names { get; }

    public int Rows => _rows.Count;

    public static CsvTable Read(string path)
    {
        using var file = File.OpenRead(path);
        using var content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(content);
        var names = Split(reader.ReadLine()!);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(Split(line));
        }

        return new CsvTable(names, rows);
    }

    /// <summary>Whether a column holds anything but numbers.</summary>
    public bool HasText(int column)
        => _rows.Any(row => !IsMissing(row[column]) && !float.TryParse(row[column], CultureInfo.InvariantCulture, out _));

    /// <summary>A column as it is.</summary>
    public string[] Texts(int column) => [.. _rows.Select(row => row[column])];

    /// <summary>A column as numbers; text becomes codes in alphabetical order, missing values NaN.</summary>
    /// <param name="column">Which column.</param>
    /// <param name="codes">How many codes there are; 0 when the column holds numbers.</param>
    public float[] Numbers(int column, out int codes)
    {
        codes = 0;
        if (!HasText(column))
        {
            return [.. _rows.Select(row => IsMissing(row[column]) ? float.NaN : float.Parse(row[column], CultureInfo.InvariantCulture))];
        }

        var order = _rows.Select(row => row[column]).Where(text => !IsMissing(text)).Distinct().Order(StringComparer.Ordinal).ToArray();
        var places = order.Select((text, i) => (text, i)).ToDictionary(p => p.text, p => (float)p.i, StringComparer.Ordinal);
        codes = order.Length;
        return [.. _rows.Select(row => IsMissing(row[column]) ? float.NaN : places[row[column]])];
    }

    private static bool IsMissing(string text) => Array.IndexOf(MissingNames, text) >= 0;

    // The files read here have no line ends within quotes, and no doubled quotes in columns that are used.
    private static string[] Split(string line)
    {
        var fields = new List<string>();
        var (start, isQuoted) = (0, false);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i == line.Length || (line[i] == ',' && !isQuoted))
            {
                fields.Add(line[start..i].Trim().Trim('"'));
                start = i + 1;
            }
            else if (line[i] == '"')
            {
                isQuoted = !isQuoted;
            }
        }

        return [.. fields];
    }
}
