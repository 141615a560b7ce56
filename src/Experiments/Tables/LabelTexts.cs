using System.Globalization;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tables;

/// <summary>The label as written in a file, row by row, and what a search makes of it.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="name">The label column.</param>
/// <param name="texts">The label of each row without spaces around it; empty where it is missing.</param>
internal sealed class LabelTexts(string path, string name, IReadOnlyList<string> texts)
{
    /// <summary>Fewest labelled rows that a table may have.</summary>
    internal const int MinimumRows = 10;

    /// <summary>A label of numbers with at most this many distinct values that are whole is a class.</summary>
    internal const int MaximumNumericClasses = 10;

    /// <summary>Of labels that are mostly numbers the others are slips, not classes.</summary>
    private const double MostlyNumbers = 0.8;

    /// <summary>Classes that one can hardly learn: more than these, of which most come once.</summary>
    private const int FewClasses = 20;

    private const int FewRowsOfAClass = 5;

    private static readonly string[] _positive = ["yes", "true", "1", "y", "t", "positive", "pos", "ja", "oui", "si", "sí", "sì", "sim", "tak", "wahr"];

    private readonly string[] _distinct = [.. texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>Refuses labels that nothing can be learnt from.</summary>
    /// <param name="notes">Receives a note on rows without a label.</param>
    /// <exception cref="InvalidDataException">Too few rows have a label, or all the same one.</exception>
    public void Check(List<string> notes)
    {
        var missing = texts.Count(text => text.Length == 0);
        if (texts.Count == 0)
        {
            throw new InvalidDataException($"{path}: the file has a header but no rows. Give at least {MinimumRows} rows.");
        }

        if (missing * 2 > texts.Count)
        {
            throw new InvalidDataException($"{path}: the label column '{name}' is missing in {missing} of {texts.Count} rows, more than half. Fill the labels in, or name another label column.");
        }

        if (texts.Count - missing < MinimumRows)
        {
            throw new InvalidDataException($"{path}: {Count(texts.Count - missing, "row")} with a label; training and validation need at least {MinimumRows}. Give more rows.");
        }

        if (_distinct.Length < 2)
        {
            throw new InvalidDataException($"{path}: the label column '{name}' has the one value '{_distinct[0]}' in every row, so there is nothing to learn. Give rows of at least two classes (or two different values).");
        }

        if (missing > 0)
        {
            notes.Add($"{Count(missing, "row")} without a label in '{name}' left out of {texts.Count}.");
        }
    }

    /// <summary>Two values are binary, words or up to 10 whole numbers multiclass, all else a regression.</summary>
    public PredictionTask InferTask()
    {
        if (_distinct.Length == 2)
        {
            return PredictionTask.Binary;
        }

        double[] numbers = [.. _distinct.Select(d => double.TryParse(d, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).Where(number => !double.IsNaN(number))];
        return _distinct.Length <= MaximumNumericClasses
            ? (numbers.Length == _distinct.Length && numbers.Any(number => number % 1 != 0) ? PredictionTask.Regression : PredictionTask.Multiclass)
            : (numbers.Length > MaximumNumericClasses && numbers.Length >= MostlyNumbers * _distinct.Length ? PredictionTask.Regression : PredictionTask.Multiclass);
    }

    /// <summary>The classes in ordinal order; of two the one that sounds like yes is last.</summary>
    /// <exception cref="InvalidDataException">A binary task has more than two.</exception>
    public string[] Classes(PredictionTask task)
    {
        if (task == PredictionTask.Regression)
        {
            return [];
        }

        string[] classes = [.. _distinct.Order(StringComparer.Ordinal)];
        if (task == PredictionTask.Multiclass)
        {
            return classes.Length <= FewClasses || 2 * classes.Length <= texts.Count
                ? classes
                : throw new InvalidDataException($"{path}: the label column '{name}' has {classes.Length} different values in {texts.Count} rows (such as '{Shorten(classes[0])}'), so most classes come once and nothing can be learnt of them. Name another label column, or group its values.");
        }

        if (classes.Length != 2)
        {
            throw new InvalidDataException($"{path}: the label column '{name}' has {classes.Length} classes ({string.Join(", ", classes.Take(10).Select(Shorten))}), but a binary task has two. Choose the multiclass task or another label.");
        }

        var first = _positive.Contains(classes[0].ToLowerInvariant()) && !_positive.Contains(classes[1].ToLowerInvariant());
        return first ? [classes[1], classes[0]] : classes;
    }

    /// <summary>The label of the rows that have one.</summary>
    /// <param name="task">The task, or null to infer it.</param>
    /// <param name="lineOf">The line of a row in the file.</param>
    /// <exception cref="InvalidDataException">A regression's label is no number.</exception>
    public TableLabel Build(PredictionTask? task, Func<int, int> lineOf)
    {
        var kind = task ?? InferTask();
        var classes = Classes(kind);
        var numberOf = classes.Select((text, number) => (text, number)).ToDictionary(one => one.text, one => (float)one.number, StringComparer.Ordinal);
        var values = new List<float>(texts.Count);
        for (var row = 0; row < texts.Count; row++)
        {
            if (texts[row].Length > 0)
            {
                values.Add(kind == PredictionTask.Regression ? Number(row, lineOf) : numberOf[texts[row]]);
            }
        }

        return new TableLabel(name, kind, [.. values], classes);
    }

    /// <summary>Says which classes are too small to be learnt or checked well.</summary>
    public static void NoteSmallClasses(TableLabel label, List<string> notes)
    {
        if (label.Classes.Count == 0)
        {
            return;
        }

        var counts = new int[label.Classes.Count];
        foreach (var value in label.Values)
        {
            counts[(int)value]++;
        }

        int[] small = [.. Enumerable.Range(0, counts.Length).Where(k => counts[k] < FewRowsOfAClass).OrderBy(k => counts[k])];
        if (small.Length > 0)
        {
            notes.Add($"{(small.Length == 1 ? "Class" : $"{small.Length} classes have fewer than {FewRowsOfAClass} rows: class")} '{Shorten(label.Classes[small[0]])}' has {Count(counts[small[0]], "row")} of {label.Values.Length}, too few to learn it or to check it well.");
        }
    }

    private float Number(int row, Func<int, int> lineOf)
    {
        if (float.TryParse(texts[row], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= NumberText.Largest)
        {
            return value;
        }

        var wrong = texts.Count(text => text.Length > 0 && !CsvFile.IsNumber(text));
        throw new InvalidDataException(
            $"{path}, line {lineOf(row)}: the label column '{name}' holds '{texts[row]}', but a regression needs numbers of at most 1e18. Mend the {Count(wrong, "value")} that {(wrong == 1 ? "is" : "are")} none, or choose the multiclass task.");
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
