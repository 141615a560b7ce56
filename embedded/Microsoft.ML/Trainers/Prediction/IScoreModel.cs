using MLNetTuning.Trainers;

namespace Microsoft.ML.Trainers;

/// <summary>What a prediction transformer asks of a model.</summary>
internal interface IScoreModel
{
    /// <summary>Number of features of a row.</summary>
    int FeatureCount { get; }

    /// <summary>Number of scores of a row: 1, or the number of classes.</summary>
    int ScoreCount { get; }

    /// <summary>Whether many rows at once are scored so much faster that it pays to read ahead.</summary>
    bool PrefersBlocks { get; }

    /// <summary>The name under which a model file keeps models of this type.</summary>
    string Kind { get; }

    /// <summary>Scores one row; safe to call from many threads.</summary>
    /// <param name="features">In: <see cref="FeatureCount"/> features.</param>
    /// <param name="scores">Out: <see cref="ScoreCount"/> scores.</param>
    void Score(ReadOnlySpan<float> features, Span<float> scores);

    /// <summary>Scores many rows.</summary>
    /// <param name="rows">In: one row of features each.</param>
    /// <param name="scores">Out: rows x <see cref="ScoreCount"/> scores, row by row.</param>
    /// <param name="threads">Number of threads, 1 or more.</param>
    void Score(FloatMatrix rows, Span<float> scores, int threads);

    /// <summary>Writes what the loader of <see cref="Kind"/> reads.</summary>
    void Write(ModelWriter writer);
}
