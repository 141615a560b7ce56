using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>Which of 26 letters an image shows, by 16 whole numbers.</summary>
internal sealed class LetterData : ITreeDataSet
{
    /// <inheritdoc/>
    public string Name => "letter";

    /// <inheritdoc/>
    public TreeData? Load(BenchmarkContext context, int fold)
        => context.FindData("letter/LetterRecognition.csv") is { } path ? TableData.Load(path, fold, PredictionTask.Multiclass, "lettr") : null;
}
