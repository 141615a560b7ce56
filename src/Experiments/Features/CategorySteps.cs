using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Features;

/// <summary>Levels of a text column as numbers.</summary>
internal static class CategorySteps
{
    /// <summary>The number that stands for missing: a level of its own, as a blank often says something.</summary>
    public static float MissingLevel(TableColumn column) => column.Levels.Count;

    /// <summary>The step that gives each level its number, missing its own, and none (NaN) to what was never seen.</summary>
    public static CategoryStep Renaming(TableColumn column, string output)
    {
        var codes = new float[column.Levels.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = i;
        }

        return Coding(column, output, new FloatMatrix(codes.Length, 1, codes), [MissingLevel(column)], [float.NaN]);
    }

    /// <summary>The step that gives each level a row of numbers.</summary>
    /// <param name="column">The column.</param>
    /// <param name="output">The name written.</param>
    /// <param name="codes">A row for each level.</param>
    /// <param name="missing">The row of missing values.</param>
    /// <param name="unknown">The row of what was never seen.</param>
    public static CategoryStep Coding(TableColumn column, string output, FloatMatrix codes, float[] missing, float[] unknown)
    {
        // Words that stood for missing in training are looked up like levels; the step itself only knows blanks.
        string[] categories = [.. column.Levels, .. column.MissingTexts];
        var table = new FloatMatrix(categories.Length + 2, codes.Columns);
        for (var i = 0; i < categories.Length; i++)
        {
            (i < column.Levels.Count ? codes.Row(i) : missing).CopyTo(table.Row(i));
        }

        unknown.CopyTo(table.Row(categories.Length));
        missing.CopyTo(table.Row(categories.Length + 1));
        return new CategoryStep(column.Name, output, categories, table);
    }
}
