using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Guesses the columns' names and types from the first records: numbers, else truth values, else text. The first record never counts, as it
/// may be a header. A label with truth values only, such as 0 and 1, is Boolean.
/// </summary>
internal static class ColumnTypeInference
{
    private const int ColumnLimit = 10_000;

    private static readonly string[] TruthValues =
        ["t", "y", "1", "+", "f", "n", "0", "-", "no", "+1", "-1", "yes", "true", "false"];

    private static readonly string[] MissingValues = ["", "?", "na", "n/a", "nan"];

    /// <summary>
    /// The columns.
    /// </summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="records">The first records, the header among them.</param>
    /// <param name="layout">How the file is split.</param>
    /// <param name="hasHeader">Whether the first record names the columns.</param>
    /// <param name="findLabel">The index of the label among the names.</param>
    /// <exception cref="InferenceException">There are too few rows or too many columns.</exception>
    public static ColumnGuess[] Infer(string path, List<string[]> records, FileLayout layout, bool hasHeader, Func<string[], int> findLabel)
    {
        if (layout.ColumnCount >= ColumnLimit || records.Count < 2)
        {
            throw new InferenceException(
                InferenceExceptionType.ColumnDataType,
                $"Unable to infer column types of the file '{path}': it has {records.Count} lines and {layout.ColumnCount} columns; needed are at least 2 lines, the first of which may be a header, and fewer than {ColumnLimit} columns.");
        }

        var names = Names(records[0], layout.ColumnCount, hasHeader);
        var label = findLabel(names);
        return [.. names.Select((name, i) => new ColumnGuess(i, name, Kind(records, i, i == label)))];
    }

    private static string[] Names(string[] header, int count, bool hasHeader)
    {
        var names = new string[count];
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var wanted = hasHeader && i < header.Length && !string.IsNullOrWhiteSpace(header[i])
                ? header[i].Trim()
                : string.Create(CultureInfo.InvariantCulture, $"col{i}");
            var name = wanted;
            for (var repeat = 0; !used.Add(name); repeat++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{repeat:00}");
            }

            names[i] = name;
        }

        return names;
    }

    private static DataKind Kind(List<string[]> records, int column, bool isLabel)
    {
        var values = records.Skip(1).Select(record => column < record.Length ? record[column] : "");
        if (isLabel && values.All(IsTruthValue))
        {
            return DataKind.Boolean;
        }

        if (values.All(IsNumber))
        {
            return DataKind.Single;
        }

        return values.All(IsTruthValue) ? DataKind.Boolean : DataKind.String;
    }

    private static bool IsTruthValue(string text) => TruthValues.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);

    private static bool IsNumber(string text)
        => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            || MissingValues.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);
}
