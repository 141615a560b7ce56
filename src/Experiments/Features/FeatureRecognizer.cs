using System.Globalization;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Features;

/// <summary>Tells what each column of a table is good for. It never looks at the label.</summary>
internal static class FeatureRecognizer
{
    private const int ManyLevels = 1000;
    private const int FewLevels = 50;
    private const int RowsPerLevel = 20;
    private const int LeastRowsOfAnId = 50;
    private const double WordsOfText = 2.5;
    private const double SharedWords = 0.1;
    private const double LongId = 1e12;
    private const double OwnValues = 0.9;
    private const double SharedValues = 0.5;

    /// <summary>Recognises all columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="ignored">Columns the user does not want.</param>
    /// <param name="notes">Receives a note on each column left out.</param>
    public static IReadOnlyList<Feature> Recognize(RawTable table, IReadOnlyCollection<string> ignored, List<string> notes) =>
        [.. table.Columns.Where(column => !ignored.Contains(column.Name)).Select(column => column.IsText ? Text(column, notes) : Number(column, notes))];

    private static Feature Number(TableColumn column, List<string> notes)
    {
        if (column.Size > 1)
        {
            return new Feature(column, FeatureKind.Number);
        }

        var values = column.Numbers!;
        var (low, high, missing, whole) = (float.PositiveInfinity, float.NegativeInfinity, 0, true);
        foreach (var value in values)
        {
            if (float.IsNaN(value))
            {
                missing++;
                continue;
            }

            (low, high) = (Math.Min(low, value), Math.Max(high, value));
            whole &= value == MathF.Floor(value);
        }

        if (missing == values.Length || (low == high && missing == 0))
        {
            return Constant(column, missing == values.Length, notes);
        }

        // Counts up without gaps and never twice the same: a number of rows, not a quantity.
        if (whole && missing == 0 && values.Length >= LeastRowsOfAnId && (double)high - low < 1.1 * values.Length && values.Distinct().Count() == values.Length)
        {
            notes.Add($"Column '{column.Name}' numbers the rows and is left out.");
            return new Feature(column, FeatureKind.None);
        }

        if (whole && missing < values.Length && IsId(column, values, low, high))
        {
            notes.Add($"Column '{column.Name}' is left out: it names the rows, with a number of its own in nearly every one.");
            return new Feature(column, FeatureKind.None);
        }

        return new Feature(column, FeatureKind.Number);
    }

    // Called an id, or of more digits than quantities have; times in milliseconds have as many but lie close together.
    private static bool IsId(TableColumn column, float[] values, float low, float high)
    {
        var isLong = high >= LongId && high > 2 * low;
        if ((!isLong && !IsCalledId(column.Name)) || values.Length < LeastRowsOfAnId)
        {
            return false;
        }

        return values.Where(value => !float.IsNaN(value)).Distinct().Count() > OwnValues * values.Length;
    }

    private static bool IsCalledId(string name)
    {
        var rest = name.EndsWith("uuid", StringComparison.OrdinalIgnoreCase) || name.EndsWith("guid", StringComparison.OrdinalIgnoreCase) ? name[..^4]
            : name.EndsWith("id", StringComparison.OrdinalIgnoreCase) ? name[..^2]
            : null;
        return rest is not null && (rest.Length == 0 || !char.IsLetter(rest[^1]) || (char.IsLower(rest[^1]) && char.IsUpper(name[rest.Length])));
    }

    private static Feature Text(TableColumn column, List<string> notes)
    {
        var codes = column.Codes!;
        var there = codes.Count(code => code >= 0);
        var levels = column.Levels.Count;
        if (there == 0 || (levels == 1 && there == codes.Length))
        {
            return Constant(column, there == 0, notes);
        }

        if (Date(column) is { } date)
        {
            return date;
        }

        if (levels > SharedValues * there && levels > FewLevels && IsProse(column))
        {
            return new Feature(column, FeatureKind.Text);
        }

        if (levels > OwnValues * there && there >= LeastRowsOfAnId)
        {
            notes.Add($"Column '{column.Name}' is left out: it holds a value of its own in nearly every row, such as '{column.Levels[0]}'.");
            return new Feature(column, FeatureKind.None);
        }

        var isMany = levels > Math.Min(ManyLevels, Math.Max(FewLevels, there / RowsPerLevel));
        return new Feature(column, isMany ? FeatureKind.ManyCategories : FeatureKind.Category);
    }

    /// <summary>Whether the values are several words each, some of which others have too; of keys such as GUIDs none has.</summary>
    private static bool IsProse(TableColumn column)
    {
        string[][] texts = [.. column.Levels.Take(2000).Select(level => WordsStep.Split(level).ToArray())];
        if (texts.Average(words => (double)words.Length) < WordsOfText || 2 * column.Levels.Take(2000).Count(level => level.Contains(' ')) < texts.Length)
        {
            return false;
        }

        var counts = texts.SelectMany(words => words.Distinct(StringComparer.Ordinal)).CountBy(word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var fewest = Math.Max(2, 0.005 * texts.Length);
        return texts.Sum(words => words.Count(word => word.Length > 1 && counts[word] >= fewest)) > SharedWords * texts.Sum(words => words.Length);
    }

    private static Feature? Date(TableColumn column)
    {
        Span<float> parts = stackalloc float[DateStep.Parts];
        var (dayFirst, monthFirst) = (0, 0);
        var tried = Math.Min(column.Levels.Count, 2000);
        for (var i = 0; i < tried; i++)
        {
            dayFirst += DateStep.Read(column.Levels[i], true, parts) ? 1 : 0;
            monthFirst += DateStep.Read(column.Levels[i], false, parts) ? 1 : 0;
            if (i == 20 && dayFirst + monthFirst == 0)
            {
                return null;
            }
        }

        return Math.Max(dayFirst, monthFirst) >= 0.95 * tried ? new Feature(column, FeatureKind.Date) { DayFirst = dayFirst > monthFirst } : null;
    }

    private static Feature Constant(TableColumn column, bool isEmpty, List<string> notes)
    {
        notes.Add(isEmpty
            ? string.Create(CultureInfo.InvariantCulture, $"Column '{column.Name}' has no value in any row and is left out; remove it from the file or fill it in.")
            : $"Column '{column.Name}' has one value in all rows and is left out.");
        return new Feature(column, FeatureKind.None);
    }
}
