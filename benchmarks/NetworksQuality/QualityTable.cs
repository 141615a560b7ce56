using System.Globalization;
using MLNetTuning.Benchmarks.Trees;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;

namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>A file in memory: text as codes in alphabetical order, missing values as NaN, rows without a label left out.</summary>
/// <param name="File">What it is.</param>
/// <param name="Data">All its rows.</param>
/// <param name="Kinds">What each column is.</param>
/// <param name="Outputs">Outputs of a model: the number of classes, or 1.</param>
internal sealed record QualityTable(QualityFile File, TrainingData Data, ColumnKind[] Kinds, int Outputs)
{
    private const int Fifths = 5;
    private const int SplitSeed = 1;
    private static readonly string[] DateForms = ["d/M/yyyy", "d/M/yy"];
    private static readonly DateTime FirstDay = new(2000, 1, 1);

    /// <summary>Reads a file of the data folder; null where it is missing.</summary>
    public static QualityTable? Load(BenchmarkContext context, QualityFile file)
    {
        if (context.FindData(file.Path) is not { } path)
        {
            return null;
        }

        var table = CsvTable.Read(path);
        var labelAt = Array.IndexOf(table.Names, file.Label);
        var columns = Enumerable.Range(0, table.Names.Length).Where(c => c != labelAt && !file.LeftOut.Contains(table.Names[c])).ToArray();
        var values = columns.Select(c => Column(file, table, c)).ToArray();
        var labels = table.Numbers(labelAt, out var classes);
        var rows = Enumerable.Range(0, table.Rows).Where(i => !float.IsNaN(labels[i])).ToArray();
        if (file.Sample > 0)
        {
            new Random(SplitSeed).Shuffle(rows);
            Array.Resize(ref rows, file.Sample);
        }

        var features = new FloatMatrix(rows.Length, columns.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                features.Row(i)[c] = values[c].Numbers[rows[i]];
            }
        }

        var data = new TrainingData(features, [.. rows.Select(r => labels[r])]);
        return new QualityTable(file, data, [.. values.Select(v => v.Kind)], file.Task == PredictionTask.Multiclass ? classes : 1);
    }

    /// <summary>Rows to learn from and rows to be judged on; the test rows of several splits never overlap.</summary>
    public (TrainingData Train, TrainingData Test) Split(int split)
    {
        var order = Enumerable.Range(0, Data.Rows).ToArray();
        if (File.UsualTrainRows > 0)
        {
            return (Data.Select(order.AsSpan(0, File.UsualTrainRows)), Data.Select(order.AsSpan(File.UsualTrainRows)));
        }

        new Random(SplitSeed).Shuffle(order);
        var parts = Enumerable.Range(0, order.Length).ToLookup(i => i % Fifths == split, i => order[i]);
        return (Data.Select([.. parts[false]]), Data.Select([.. parts[true]]));
    }

    private static (float[] Numbers, ColumnKind Kind) Column(QualityFile file, CsvTable table, int column)
    {
        var name = table.Names[column];
        if (name == file.Date)
        {
            return ([.. table.Texts(column).Select(Days)], ColumnKind.Numeric);
        }

        var numbers = table.Numbers(column, out var codes);
        if (file.ZeroIsMissing.Contains(name))
        {
            numbers = [.. numbers.Select(n => n == 0 ? float.NaN : n)];
        }

        return (numbers, codes > 0 || file.Codes.Contains(name) ? ColumnKind.Category : ColumnKind.Auto);
    }

    private static float Days(string text) => (float)(DateTime.ParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None) - FirstDay).TotalDays;
}
