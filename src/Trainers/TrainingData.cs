namespace MLNetTuning.Trainers;

/// <summary>Rows a trainer learns from or is checked on: features, labels and optional row weights.</summary>
public sealed class TrainingData
{
    /// <summary>Wraps the arrays without copying.</summary>
    /// <param name="features">One row per example; NaN stands for missing.</param>
    /// <param name="labels">One label per row: 0 or 1 (binary), 0 to K-1 (multiclass), any finite number (regression).</param>
    /// <param name="weights">One weight of 0 or more per row, or null for all 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public TrainingData(FloatMatrix features, float[] labels, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length != features.Rows)
        {
            throw new ArgumentException($"There are {features.Rows} rows of features but {labels.Length} labels; give one label per row.", nameof(labels));
        }

        if (weights is not null && weights.Length != features.Rows)
        {
            throw new ArgumentException($"There are {features.Rows} rows of features but {weights.Length} weights; give one weight per row or none.", nameof(weights));
        }

        Features = features;
        Labels = labels;
        Weights = weights;
    }

    /// <summary>The features, one row per example.</summary>
    public FloatMatrix Features { get; }

    /// <summary>The labels, one per row.</summary>
    public float[] Labels { get; }

    /// <summary>The row weights, or null for all 1.</summary>
    public float[]? Weights { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Features.Rows;

    /// <summary>Copies the named rows into a new part.</summary>
    /// <param name="rows">Row numbers from 0.</param>
    public TrainingData Select(ReadOnlySpan<int> rows)
    {
        var labels = new float[rows.Length];
        var weights = Weights is null ? null : new float[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            labels[i] = Labels[rows[i]];
            if (weights is not null)
            {
                weights[i] = Weights![rows[i]];
            }
        }

        return new TrainingData(Features.Select(rows), labels, weights);
    }

    /// <summary>The weighted mean of the labels.</summary>
    internal double MeanLabel()
    {
        double sum = 0, total = 0;
        for (var i = 0; i < Rows; i++)
        {
            double weight = Weights is null ? 1 : Weights[i];
            sum += weight * Labels[i];
            total += weight;
        }

        return sum / total;
    }
}
