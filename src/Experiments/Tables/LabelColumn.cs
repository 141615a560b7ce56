using System.Globalization;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Tables;

/// <summary>Collects the label of a delimited file: the text of each row without spaces around it, and its line.</summary>
/// <param name="file">The file.</param>
/// <param name="place">The label's column.</param>
internal sealed class LabelColumn(CsvFile file, int place)
{
    private const double MostlyNumbers = 0.8;
    private const double MostlyDates = 0.95;

    /// <summary>More different dates than these are no classes.</summary>
    private const int DateClasses = 20;

    private readonly List<int> _codes = [];
    private readonly List<int> _lines = [];
    private readonly LevelList _levels = new();

    public int Rows => _codes.Count;

    public void Add()
    {
        var text = file[place].Trim();
        _codes.Add(CsvColumn.IsMissing(text) ? -1 : _levels.CodeOf(text));
        _lines.Add(file.Line);
    }

    public bool IsMissing(int row) => _codes[row] < 0;

    /// <summary>The line of a row in the file.</summary>
    public int LineOf(int row) => _lines[row];

    /// <summary>The label of each row, empty where it is missing; numbers as a program writes them.</summary>
    /// <param name="task">The task, or null to infer it.</param>
    /// <param name="fileHasDecimalComma">How numbers are read that do not say themselves.</param>
    /// <param name="notes">Receives a note on how numbers were read.</param>
    /// <exception cref="InvalidDataException">The labels are dates.</exception>
    public string[] Texts(PredictionTask? task, bool fileHasDecimalComma, List<string> notes)
    {
        RefuseDates(task);
        var comma = CsvDialect.DecimalCommaOf(_levels.Texts, fileHasDecimalComma);
        string[] levels = [.. _levels.Texts];
        var numbers = levels.Count(level => NumberText.TryParse(level, comma, out _));
        if (task == PredictionTask.Regression || (task is null && numbers > LabelTexts.MaximumNumericClasses && numbers >= MostlyNumbers * levels.Length))
        {
            levels = Array.ConvertAll(levels, level => (comma || !CsvFile.IsNumber(level)) && NumberText.TryParse(level, comma, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : level);
            var first = levels.Zip(_levels.Texts).FirstOrDefault(one => one.First != one.Second);
            if (first.Second is not null)
            {
                notes.Add($"The label is read as numbers, '{first.Second}' as {first.First}.");
            }
        }

        return [.. _codes.Select(code => code < 0 ? string.Empty : levels[code])];
    }

    private void RefuseDates(PredictionTask? task)
    {
        Span<float> parts = stackalloc float[DateStep.Parts];
        var dates = 0;
        foreach (var level in _levels.Texts)
        {
            // Eight digits may as well be an amount.
            dates += !CsvFile.IsNumber(level) && (DateStep.Read(level, false, parts) || DateStep.Read(level, true, parts)) ? 1 : 0;
        }

        if (dates > 0 && dates >= MostlyDates * _levels.Texts.Count && (task == PredictionTask.Regression || _levels.Texts.Count > DateClasses))
        {
            throw new InvalidDataException(
                $"{file.Path}: the label column '{file.Names[place]}' holds dates, such as '{_levels.Texts[0]}'; a model predicts numbers or classes. Give the days from or to a date you know as the label, or a class such as the month.");
        }
    }
}
