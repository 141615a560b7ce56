using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>Makes a data set of a file with text: names become codes in alphabetical order, one row of five is for testing.</summary>
internal static class TableData
{
    private const int Folds = 5;

    /// <summary>Reads the file; rows without a label are left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fold">Which rows of five are for testing.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="label">The label's column.</param>
    /// <param name="leftOut">Columns that are not used.</param>
    public static TreeData Load(string path, int fold, PredictionTask task, string label, params string[] leftOut)
    {
        var table = CsvTable.Read(path);
        var labelAt = Array.IndexOf(table.Names, label);
        var columns = Enumerable.Range(0, table.Names.Length).Where(c => c != labelAt && !leftOut.Contains(table.Names[c])).ToArray();
        var numbers = columns.Select(c => table.Numbers(c, out _)).ToArray();
        var isText = columns.Select(c => table.HasText(c)).ToArray();
        var labels = table.Numbers(labelAt, out var classes);
        var rows = Enumerable.Range(0, table.Rows).Where(i => !float.IsNaN(labels[i])).ToArray();
        return new TreeData(
            task,
            task == PredictionTask.Multiclass ? classes : 0,
            Pick(numbers, labels, [.. rows.Where((_, i) => i % Folds != fold)]),
            Pick(numbers, labels, [.. rows.Where((_, i) => i % Folds == fold)]),
            [.. Enumerable.Range(0, columns.Length).Where(c => isText[c])]);
    }

    private static TrainingData Pick(float[][] columns, float[] labels, int[] rows)
    {
        var features = new FloatMatrix(rows.Length, columns.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                features.Row(i)[c] = columns[c][rows[i]];
            }
        }

        return new TrainingData(features, [.. rows.Select(r => labels[r])]);
    }
}
