using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>Whether a person of the census of 1994 earns above 50,000 dollars.</summary>
internal sealed class AdultData : ITreeDataSet
{
    /// <inheritdoc/>
    public string Name => "adult";

    /// <inheritdoc/>
    public TreeData? Load(BenchmarkContext context, int fold)
        => context.FindData("adult/adult.csv") is { } path ? TableData.Load(path, fold, PredictionTask.Binary, "income") : null;
}
