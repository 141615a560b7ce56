namespace MLNetTuning.Trainers;

/// <summary>Rows with few values other than 0, for the linear trainers: features, labels and optional row weights.</summary>
public sealed class SparseTrainingData
{
    /// <summary>Wraps the arrays without copying.</summary>
    /// <param name="features">One row per example.</param>
    /// <param name="labels">One label per row, as in <see cref="TrainingData"/>.</param>
    /// <param name="weights">One weight of 0 or more per row, or null for all 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public SparseTrainingData(SparseMatrix features, float[] labels, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length != features.Rows || (weights is not null && weights.Length != features.Rows))
        {
            throw new ArgumentException($"There are {features.Rows} rows of features but {labels.Length} labels and {weights?.Length ?? features.Rows} weights; give one of each per row, or no weights.", nameof(labels));
        }

        (Features, Labels, Weights) = (features, labels, weights);
    }

    /// <summary>The features, one row per example.</summary>
    public SparseMatrix Features { get; }

    /// <summary>The labels, one per row.</summary>
    public float[] Labels { get; }

    /// <summary>The row weights, or null for all 1.</summary>
    public float[]? Weights { get; }
}
