using System.Globalization;

namespace MLNetTuning.Experiments.Data;

/// <summary>How a delimited text is written, as its first records tell.</summary>
/// <param name="Separator">What stands between fields.</param>
/// <param name="TitleRecords">Records before the header, such as a title.</param>
/// <param name="Names">The columns' names; a column without one is named <c>col</c> and its place from 0, as ML.NET's column inference does.</param>
/// <param name="HasHeader">Whether the names were read; else the first record is a row.</param>
/// <param name="Head">The first rows.</param>
internal sealed record CsvDialect(char Separator, int TitleRecords, string[] Names, bool HasHeader, IReadOnlyList<string[]> Head)
{
    private const int HeadRecords = 200;
    private const int HeadCharacters = 1 << 20;
    private const int MostTitles = 10;
    private const double RegularShare = 0.9;

    private static readonly char[] _separators = [',', ';', '\t', '|'];

    // How many numbers of the head are clearly written with a comma, less those clearly with a point.
    private readonly int _marks = Marks(Head.SelectMany(record => record));

    /// <summary>Whether numbers of the head are written with a decimal comma.</summary>
    public bool DecimalComma => _marks > 0;

    /// <summary>Tells the dialect of a text.</summary>
    /// <param name="reader">The text from its beginning.</param>
    /// <param name="wanted">A column that must be there; where no header names it and it is a generated name, there is no header.</param>
    /// <returns>The dialect, or null of an empty text.</returns>
    public static CsvDialect? Of(TextReader reader, string? wanted)
    {
        var text = new char[HeadCharacters];
        var length = reader.ReadBlock(text);
        var isWhole = length < text.Length;
        var beginning = new string(text, 0, length);
        var best = _separators
            .Select(separator => (Separator: separator, Records: Records(beginning, separator, isWhole)))
            .MaxBy(one => Regularity(one.Records));
        return best.Records.Count == 0 ? null : Of(best.Separator, best.Records, wanted);
    }

    /// <summary>Whether numbers are written with a decimal comma: as most of them tell, else as usual.</summary>
    public static bool DecimalCommaOf(IEnumerable<string> numbers, bool usual) => Marks(numbers) switch { 0 => usual, var marks => marks > 0 };

    /// <summary>Whether a column's numbers are written with a decimal comma: as its own tell, else those of the file, else as usual.</summary>
    public bool DecimalCommaOf(int place, bool usual) =>
        DecimalCommaOf(Head.Where(record => record.Length > place).Select(record => record[place]), _marks == 0 ? usual : DecimalComma);

    private static int Marks(IEnumerable<string> values) => values.Sum(value => NumberText.DecimalMark(value));

    private static CsvDialect Of(char separator, List<string[]> records, string? wanted)
    {
        var titles = Titles(records);
        var header = records[titles];
        string[] names = [.. header.Select((name, i) => string.IsNullOrWhiteSpace(name) ? Generated(i) : name.Trim())];
        var hasHeader = wanted is null || names.Contains(wanted) || !header.Any(CsvFile.IsNumber) || Enumerable.Range(0, names.Length).All(i => Generated(i) != wanted);
        return hasHeader
            ? new CsvDialect(separator, titles, names, true, [.. records.Skip(titles + 1)])
            : new CsvDialect(separator, titles, [.. Enumerable.Range(0, names.Length).Select(Generated)], false, [.. records.Skip(titles)]);
    }

    private static string Generated(int place) => string.Create(CultureInfo.InvariantCulture, $"col{place}");

    private static List<string[]> Records(string text, char separator, bool isWhole)
    {
        var records = new CsvRecords(new StringReader(text), separator);
        var result = new List<string[]>();
        while (result.Count < HeadRecords && records.Next() && (isWhole || records.HasLineEnd || result.Count == 0))
        {
            result.Add(records.ToArray());
        }

        return result;
    }

    /// <summary>The share of records of the usual number of fields, and whether the header has it; of equal shares more fields are better.</summary>
    private static double Regularity(List<string[]> records)
    {
        if (records.Count == 0)
        {
            return 0;
        }

        var usual = Usual(records);
        var isHeaded = records[Titles(records)].Length == usual.Key;
        return usual.Key == 1 ? 0 : ((double)usual.Count / records.Count) + (isHeaded ? 1 : 0) + (1e-6 * Math.Min(usual.Key, 1000));
    }

    private static (int Key, int Count) Usual(IEnumerable<string[]> records) => records
        .GroupBy(record => record.Length)
        .Select(group => (group.Key, Count: group.Count()))
        .MaxBy(group => group.Count);

    /// <summary>Records before a regular table that are clearly none of it: shorter, and a header (or, of numbers, rows of numbers) behind them.</summary>
    private static int Titles(List<string[]> records)
    {
        if (records.Count < 4)
        {
            return 0;
        }

        var usual = Usual(records.Skip(1)).Key;
        var first = records.FindIndex(record => record.Length == usual);
        if (first is < 1 or > MostTitles || records.Skip(first).Count(record => record.Length == usual) < RegularShare * (records.Count - first))
        {
            return 0;
        }

        var titles = records.Take(first).ToArray();
        var header = records[first];
        var isHeader = !header.Any(CsvFile.IsNumber) && header.Distinct(StringComparer.Ordinal).Count() == header.Length;
        return isHeader ? (titles.All(title => 2 * title.Length <= usual) ? first : 0)
            : titles.All(title => 2 * title.Length <= usual && title.Any(CsvFile.IsNumber)) ? first : 0;
    }
}
