using System.IO.Compression;

namespace MLNetTuning.Benchmarks.Quality;

/// <summary>Writes a file's rows to train.csv and test.csv, a quarter to the test, classes (or tenths of the label) in equal shares.</summary>
internal static class QualitySplit
{
    private const int Folds = 4;

    /// <summary>Reads the rows that have a label: the header's fields, then the rows'.</summary>
    public static (string[] Header, List<string[]> Rows) Read(QualityFile file, string path)
    {
        using Stream source = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path);
        using var reader = new StreamReader(source);
        var records = QualityCsv.Read(reader).ToList();
        var keep = Enumerable.Range(0, records[0].Length).Where(i => !file.Leaks.Contains(records[0][i])).ToArray();
        var label = Array.IndexOf(records[0], file.Label);
        var rows = records.Skip(1).Where(record => record[label].Trim() is not ("" or "?" or "NA")).Select(record => Array.ConvertAll(keep, i => record[i])).ToList();
        return (Array.ConvertAll(keep, i => records[0][i]), rows);
    }

    /// <summary>Writes a split and gives the test labels: 0 or 1, the number of the class, or the value.</summary>
    public static float[] Write(QualityFile file, (string[] Header, List<string[]> Rows) data, int seed, string folder)
    {
        var place = Array.IndexOf(data.Header, file.Label);
        var isRegression = file.Task == Trainers.PredictionTask.Regression;
        string[] classes = isRegression ? [] : [.. data.Rows.Select(row => row[place]).Distinct().Order(StringComparer.Ordinal)];
        float[] labels = [.. data.Rows.Select(row => isRegression ? float.Parse(row[place]) : Array.IndexOf(classes, row[place]))];
        var foldOf = Estimators.Validation.FoldAssignment.Stratified(labels, isRegression, Folds, seed).FoldOfRow.ToArray();
        QualityCsv.Write(Path.Combine(folder, "train.csv"), data.Header, data.Rows.Where((_, row) => foldOf[row] != 0));
        QualityCsv.Write(Path.Combine(folder, "test.csv"), data.Header, data.Rows.Where((_, row) => foldOf[row] == 0));
        return [.. labels.Where((_, row) => foldOf[row] == 0)];
    }
}
