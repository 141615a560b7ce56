using MLNetTuning.Benchmarks.Trees;
using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>A real file whose learning curves are recorded.</summary>
/// <param name="Name">The name of the record.</param>
/// <param name="File">The file within the data folder.</param>
/// <param name="Task">What is predicted.</param>
/// <param name="Label">The label's column.</param>
/// <param name="LeftOut">Columns that are not used: they leak, are constant or have a level for nearly every row.</param>
internal sealed record CurveSource(string Name, string File, PredictionTask Task, string Label, params string[] LeftOut)
{
    /// <summary>Curves compare settings, not models: a few thousand rows tell them apart.</summary>
    private const int MostRows = 4000;

    public static IReadOnlyList<CurveSource> All { get; } =
    [
        new("churn", "telco/wa_churn.csv", PredictionTask.Binary, "churn"),
        new("hpc", "hpc/hpc_data.csv", PredictionTask.Multiclass, "class"),
        new("sacramento", "sacramento/sacramento.csv", PredictionTask.Regression, "price", "zip"),
        new("flights", "nycflights/flights.csv.gz", PredictionTask.Regression, "arr_delay", "year", "arr_time", "dep_delay", "air_time", "tailnum", "flight"),
    ];

    /// <summary>Rows to train on and rows to validate on, one in five; null when the file is missing.</summary>
    public TreeData? Load(BenchmarkContext context)
    {
        if (context.FindData(File) is not { } path)
        {
            return null;
        }

        var data = TableData.Load(path, 0, Task, Label, LeftOut);
        return data with { Train = Thin(data.Train, MostRows), Test = Thin(data.Test, MostRows / 4) };
    }

    /// <summary>Rows at even distances: the files are in the order of time or place.</summary>
    private static TrainingData Thin(TrainingData data, int most) => data.Rows <= most
        ? data
        : data.Select([.. Enumerable.Range(0, most).Select(i => (int)((long)i * data.Rows / most))]);
}
