namespace MLNetTuning.Trainers;

/// <summary>Rows a trainer learns from or is checked on: features, labels and optional row weights.</summary>
public sealed class TrainingData
{
    private readonly Lazy<FloatMatrix> _features;

    /// <summary>Wraps the arrays without copying.</summary>
    /// <param name="features">One row per example; NaN stands for missing.</param>
    /// <param name="labels">One label per row: 0 or 1 (binary), 0 to K-1 (multiclass), any finite number (regression).</param>
    /// <param name="weights">One weight of 0 or more per row, or null for all 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public TrainingData(FloatMatrix features, float[] labels, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        CheckLengths(features.Rows, labels, weights);
        (_features, Rows, Labels, Weights) = (new Lazy<FloatMatrix>(features), features.Rows, labels, weights);
    }

    /// <summary>
    /// Wraps rows with few values other than 0 without copying. Linear trainers never make them whole, networks only the rows of a batch; the results are those of whole rows.
    /// Trainers that know whole rows only read <see cref="Features"/>.
    /// </summary>
    /// <param name="features">One row per example; NaN stands for missing.</param>
    /// <param name="labels">One label per row: 0 or 1 (binary), 0 to K-1 (multiclass), any finite number (regression).</param>
    /// <param name="weights">One weight of 0 or more per row, or null for all 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public TrainingData(SparseMatrix features, float[] labels, float[]? weights = null)
        : this(new CompressedRows(features ?? throw new ArgumentNullException(nameof(features))), labels, weights)
    {
    }

    internal TrainingData(CompressedRows features, float[] labels, float[]? weights)
    {
        CheckLengths(features.Rows, labels, weights);
        (_features, Compressed, Rows, Labels, Weights) = (new Lazy<FloatMatrix>(features.Expand), features, features.Rows, labels, weights);
    }

    private TrainingData(TrainingData rows, float[]? weights) =>
        (_features, Compressed, Rows, Labels, Weights) = (rows._features, rows.Compressed, rows.Rows, rows.Labels, weights);

    /// <summary>The features, one row per example. Those of sparse rows are made whole when first asked for, and kept.</summary>
    /// <exception cref="InvalidOperationException">Sparse rows are too many or too wide to be made whole.</exception>
    public FloatMatrix Features => _features.Value;

    /// <summary>Whether the rows are kept sparse.</summary>
    public bool IsSparse => Compressed is not null;

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The labels, one per row.</summary>
    public float[] Labels { get; }

    /// <summary>The row weights, or null for all 1.</summary>
    public float[]? Weights { get; }

    /// <summary>The sparse rows, or null where they were given whole.</summary>
    internal CompressedRows? Compressed { get; }

    /// <summary>Number of features.</summary>
    public int Columns => Compressed?.Columns ?? Features.Columns;

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

        return Compressed is null
            ? new TrainingData(Features.Select(rows), labels, weights)
            : new TrainingData(Compressed.Select(rows), labels, weights);
    }

    /// <summary>The same rows with other weights.</summary>
    internal TrainingData WithWeights(float[]? weights) => new(this, weights);

    /// <summary>Writes a row's features.</summary>
    internal void CopyRow(int row, Span<float> target)
    {
        if (Compressed is { } rows)
        {
            rows.CopyRow(row, target);
        }
        else
        {
            Features.Row(row).CopyTo(target);
        }
    }

    /// <summary>The features of the named rows, whole.</summary>
    internal FloatMatrix SelectFeatures(ReadOnlySpan<int> rows) => Compressed?.Expand(rows) ?? Features.Select(rows);

    /// <summary>The rows with features made of them, labels and weights as they are; sparse rows stay sparse.</summary>
    /// <param name="columns">Number of the new features.</param>
    /// <param name="encode">Writes all features of a row, given one.</param>
    internal TrainingData Encode(int columns, Action<ReadOnlySpan<float>, Span<float>> encode)
    {
        if (Compressed is not null)
        {
            return new TrainingData(Compressed.Encode(columns, encode), Labels, Weights);
        }

        var result = new FloatMatrix(Rows, columns);
        for (var row = 0; row < Rows; row++)
        {
            encode(Features.Row(row), result.Row(row));
        }

        return new TrainingData(result, Labels, Weights);
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

    private static void CheckLengths(int rows, float[] labels, float[]? weights)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length != rows)
        {
            throw new ArgumentException($"There are {rows} rows of features but {labels.Length} labels; give one label per row.", nameof(labels));
        }

        if (weights is not null && weights.Length != rows)
        {
            throw new ArgumentException($"There are {rows} rows of features but {weights.Length} weights; give one weight per row or none.", nameof(weights));
        }
    }
}
