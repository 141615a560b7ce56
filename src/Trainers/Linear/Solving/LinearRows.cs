namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>The rows a linear model is fitted to, dense or sparse. Read by several threads at once.</summary>
internal abstract class LinearRows(int columns, float[] labels, float[]? weights)
{
    /// <summary>Rows as they are kept; sparse ones that are not 0 where nothing is stored are made whole.</summary>
    public static LinearRows Of(TrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Compressed is { } rows && !rows.Rest.ContainsAnyExcept(0f) ? new SparseRows(data, rows.Stored) : new DenseRows(data);
    }

    public int Count => Labels.Length;

    public int Columns { get; } = columns;

    public float[] Labels { get; } = labels;

    public float[]? Weights { get; } = weights;

    /// <summary>Scores of a run of rows, row by row: one per offset.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="weights">Weights, output by output.</param>
    /// <param name="offsets">What each output adds.</param>
    /// <param name="scores">Receives the scores; its length gives the number of rows.</param>
    public abstract void Score(int first, ReadOnlySpan<float> weights, ReadOnlySpan<float> offsets, Span<float> scores);

    /// <summary>Adds derivative x feature of a run of rows to the sums of each output.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="derivatives">One per score.</param>
    /// <param name="partial">Scratch as long as all weights.</param>
    /// <param name="sums">The sums, output by output.</param>
    public abstract void Accumulate(int first, ReadOnlySpan<float> derivatives, float[] partial, Span<double> sums);

    /// <summary>Adds weight x (value - shift) and its square times weight of a run of rows, column by column.</summary>
    public abstract void AddMoments(int first, int count, ReadOnlySpan<float> shift, double[] sums, double[] squares);

    /// <summary>A row that values are subtracted from moments by, so that large columns lose no digits.</summary>
    public abstract float[] Shift();

    /// <summary>The dot product of a row with weights.</summary>
    public abstract float Dot(int row, ReadOnlySpan<float> weights);

    /// <summary>Adds a multiple of a row to sums, and where a threshold is given sets weights to the sums shrunk by it.</summary>
    public abstract void Add(int row, float factor, Span<float> sums, Span<float> weights, float threshold);

    /// <summary>Sum of the squares of a row.</summary>
    public abstract float Square(int row);

    /// <summary>Throws at the first feature that is not finite.</summary>
    /// <exception cref="ArgumentException">There is one; the message names row and column.</exception>
    public abstract void CheckFeatures();

    public float Weight(int row) => Weights is null ? 1 : Weights[row];

    /// <summary>The weighted mean of the labels.</summary>
    public double MeanLabel()
    {
        double sum = 0, total = 0;
        for (var i = 0; i < Count; i++)
        {
            sum += (double)Weight(i) * Labels[i];
            total += Weight(i);
        }

        return sum / total;
    }

    protected static float Shrink(float sum, float threshold) => MathF.CopySign(MathF.Max(0, MathF.Abs(sum) - threshold), sum);

    protected static ArgumentException NotFinite(int row, int column, float value) => new(FormattableString.Invariant(
        $"Feature {column} of row {row} is {value}; linear models need finite features. Replace missing values first."));
}
