using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Running;

/// <summary>A column of times as numbers that rise with time.</summary>
internal static class TimeValues
{
    /// <summary>The time of each row, NaN where it has none; null without a column.</summary>
    /// <exception cref="InvalidDataException">The column holds neither numbers nor dates.</exception>
    public static float[]? Of(TableColumn? column)
    {
        if (column is null || !column.IsText)
        {
            return column?.Numbers;
        }

        var parts = new float[DateStep.Parts];
        var dayFirst = column.Levels.Count(level => DateStep.Read(level, true, parts)) > column.Levels.Count(level => DateStep.Read(level, false, parts));
        var days = column.Levels.Select(level => DateStep.Read(level, dayFirst, parts) ? parts[0] : float.NaN).ToArray();
        return Array.TrueForAll(days, float.IsNaN)
            ? throw new InvalidDataException($"The time column '{column.Name}' holds neither numbers nor dates, such as '{column.Levels.FirstOrDefault()}'. Give one that does.")
            : Array.ConvertAll(column.Codes!, code => code < 0 ? float.NaN : days[code]);
    }
}
