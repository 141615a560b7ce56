using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>All flights out of New York in 2013: how late will each arrive, known when it leaves.</summary>
internal sealed class FlightsData : ITreeDataSet
{
    /// <inheritdoc/>
    public string Name => "nycflights";

    /// <inheritdoc/>
    public TreeData? Load(BenchmarkContext context, int fold)
        => context.FindData("nycflights/flights.csv.gz") is { } path ? TableData.Load(path, fold, PredictionTask.Regression, "arr_delay", "year", "arr_time", "air_time") : null;
}
