namespace MLNetTuning.Trainers.Encoding;

/// <summary>
/// Brings every column to one scale and fills missing values with the column's median; put in front of a network and saved with it.
/// Immutable; may be used from many threads at once.
/// </summary>
public sealed class FeatureScaler
{
    private const string Magic = "MLNTSCAL";
    private const string What = "a feature scaler";
    private const int Version = 2;
    private const float ClipLimit = 3;

    /// <summary>What scaled values are kept within: networks square them.</summary>
    internal const float Limit = 1e15f;
    private readonly float[] _centres;
    private readonly float[] _factors;
    private readonly float[] _medians;
    private readonly float[][] _quantiles;

    private FeatureScaler(FeatureScaling kind, int columns)
    {
        Kind = kind;
        _centres = new float[columns];
        _factors = new float[columns];
        _medians = new float[columns];
        _quantiles = new float[columns][];
        Array.Fill(_quantiles, []);
    }

    /// <summary>How columns are scaled.</summary>
    public FeatureScaling Kind { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => _centres.Length;

    internal ReadOnlySpan<float> Centres => _centres;

    internal ReadOnlySpan<float> Factors => _factors;

    internal ReadOnlySpan<float> Medians => _medians;

    /// <summary>Each column's quantiles; none for columns that are scaled by centre and factor.</summary>
    internal IReadOnlyList<float[]> Quantiles => _quantiles;

    /// <summary>Learns centre, scale and median of every column, missing values aside; constant and all-missing columns become 0.</summary>
    /// <param name="features">The training rows, and only these; NaN stands for missing.</param>
    /// <param name="kind">How to scale. Default <see cref="FeatureScaling.MeanVariance"/>.</param>
    /// <exception cref="ArgumentException">There are no rows, or a value is infinite; the message names row and column.</exception>
    public static FeatureScaler Fit(FloatMatrix features, FeatureScaling kind = FeatureScaling.MeanVariance)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Fit(FeatureColumns.Of(features), kind);
    }

    /// <summary>Learns the scale of every column.</summary>
    internal static FeatureScaler Fit(FeatureColumns features, FeatureScaling kind)
    {
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Name a member of FeatureScaling.");
        }

        return features.Rows == 0
            ? throw new ArgumentException("There are no rows to learn the scale of the features from; give at least one.", nameof(features))
            : Fit(features, kind, features.Columns);
    }

    /// <summary>Learns the scale of the first columns and leaves the others as they are, their missing values 0.</summary>
    internal static FeatureScaler Fit(FeatureColumns features, FeatureScaling kind, int scaled)
    {
        var scaler = new FeatureScaler(kind, features.Columns);
        scaler._factors.AsSpan(scaled).Fill(1);
        var values = new float[features.Rows];
        for (var column = 0; column < scaled; column++)
        {
            scaler.FitColumn(column, Present(features, column, values));
        }

        return scaler;
    }

    /// <summary>Reads a scaler that <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Where from; only the scaler is read.</param>
    /// <exception cref="InvalidDataException">It is no scaler, of a newer version, cut short or changed.</exception>
    public static FeatureScaler Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Frame.Read(stream, Magic, Version, What, reader =>
        {
            var kind = (FeatureScaling)reader.ReadInt32();
            var columns = reader.ReadInt32();
            if (!Enum.IsDefined(kind) || columns < 0 || columns > reader.BaseStream.Length / sizeof(float))
            {
                throw new InvalidDataException($"The file's scaler cannot be: kind {(int)kind}, {columns} columns; it was damaged.");
            }

            var scaler = new FeatureScaler(kind, columns);
            FloatFormat.Read(reader, scaler._centres);
            FloatFormat.Read(reader, scaler._factors);
            FloatFormat.Read(reader, scaler._medians);
            for (var i = 0; i < columns && kind == FeatureScaling.QuantileNormal; i++)
            {
                scaler._quantiles[i] = ReadQuantiles(reader);
            }

            return scaler;
        });
    }

    /// <summary>Scales rows into a new matrix without missing values.</summary>
    /// <param name="features">Rows of the columns fitted on; NaN stands for missing.</param>
    /// <exception cref="ArgumentException">The number of columns differs.</exception>
    public FloatMatrix Transform(FloatMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var result = new FloatMatrix(features.Rows, features.Columns);
        features.Values.AsSpan(0, result.Values.Length).CopyTo(result.Values);
        TransformInPlace(result);
        return result;
    }

    /// <summary>Scales rows where they are.</summary>
    /// <param name="features">Rows of the columns fitted on; NaN stands for missing.</param>
    /// <exception cref="ArgumentException">The number of columns differs.</exception>
    public void TransformInPlace(FloatMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Columns != Columns)
        {
            throw new ArgumentException($"There are {features.Columns} columns, but the scaler was fitted on {Columns}; give the same columns.", nameof(features));
        }

        for (var row = 0; row < features.Rows; row++)
        {
            TransformRow(features.Row(row));
        }
    }

    /// <summary>Scales one row where it is.</summary>
    /// <param name="row">One value per column; NaN stands for missing.</param>
    /// <exception cref="ArgumentException">The number of values differs from the columns.</exception>
    public void TransformRow(Span<float> row)
    {
        if (row.Length != Columns)
        {
            throw new ArgumentException($"There are {row.Length} values, but the scaler was fitted on {Columns} columns; give the same columns.", nameof(row));
        }

        for (var i = 0; i < row.Length; i++)
        {
            var value = float.IsNaN(row[i]) ? _medians[i] : row[i];
            row[i] = Kind switch
            {
                FeatureScaling.QuantileNormal => _quantiles[i].Length == 0 ? Linear(value, i) : NormalQuantile.Of(_quantiles[i], value),
                FeatureScaling.RobustSmoothClip => Clip(Linear(value, i)),
                _ => Linear(value, i),
            };
        }
    }

    /// <summary>Writes the scaler.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Frame.Write(stream, Magic, Version, writer =>
        {
            writer.Write((int)Kind);
            writer.Write(Columns);
            FloatFormat.Write(writer, _centres);
            FloatFormat.Write(writer, _factors);
            FloatFormat.Write(writer, _medians);
            for (var i = 0; i < Columns && Kind == FeatureScaling.QuantileNormal; i++)
            {
                writer.Write(_quantiles[i].Length);
                FloatFormat.Write(writer, _quantiles[i]);
            }
        });
    }

    /// <summary>A column without its missing values.</summary>
    private static Span<float> Present(FeatureColumns features, int column, float[] buffer)
    {
        features.Read(column, buffer);
        var count = 0;
        for (var row = 0; row < buffer.Length; row++)
        {
            var value = buffer[row];
            if (float.IsInfinity(value))
            {
                throw new ArgumentException($"Row {row}, column {column} of the features is infinite; replace it by a number or by NaN for missing.");
            }

            if (!float.IsNaN(value))
            {
                buffer[count++] = value;
            }
        }

        return buffer.AsSpan(0, count);
    }

    // The factor of a huge value may be tiny or the value still huge: the limit is then what the formula tends to.
    private static float Clip(float value) =>
        Math.Abs(value) > 1e15f ? MathF.CopySign(ClipLimit, value) : value / MathF.Sqrt(1 + (value / ClipLimit * (value / ClipLimit)));

    /// <summary>The quantile between order statistics (Hyndman and Fan's type 7, NumPy's default).</summary>
    private static double Quantile(ReadOnlySpan<float> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var low = (int)position;
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((position - low) * ((double)sorted[high] - sorted[low]));
    }

    /// <summary>A finite value scaled stays finite, however far it lies from the training rows; an infinite one is left for the network to refuse.</summary>
    private float Linear(float value, int column)
    {
        var difference = value - _centres[column];
        return float.IsFinite(value)
            ? Math.Clamp(Math.Clamp(difference, float.MinValue, float.MaxValue) * _factors[column], -Limit, Limit)
            : difference * _factors[column];
    }

    private void FitColumn(int column, Span<float> values)
    {
        if (values.Length == 0)
        {
            return;
        }

        ColumnSort.Sort(values);
        var median = Quantile(values, 0.5);
        var range = (double)values[^1] - values[0];
        var (centre, spread) = Kind == FeatureScaling.MeanVariance
            ? MeanAndDeviation(values)
            : (median, RobustSpread(values, range));
        _medians[column] = (float)median;
        _centres[column] = (float)centre;
        var factor = (float)(1 / spread);
        _factors[column] = range > 0 && float.IsFinite(factor) ? factor : 0;
        if (Kind == FeatureScaling.QuantileNormal && range > 0)
        {
            var quantiles = new float[NormalQuantile.CountFor(values.Length)];
            for (var i = 0; i < quantiles.Length; i++)
            {
                quantiles[i] = (float)Quantile(values, (double)i / (quantiles.Length - 1));
            }

            _quantiles[column] = quantiles;
        }
        else if (Kind == FeatureScaling.QuantileNormal)
        {
            _factors[column] = 0;
        }
    }

    private static float[] ReadQuantiles(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        if (count is not (0 or (>= 2 and <= 1000)))
        {
            throw new InvalidDataException($"The file's scaler states {count} quantiles of a column; it was damaged.");
        }

        var quantiles = new float[count];
        FloatFormat.Read(reader, quantiles);
        return quantiles;
    }

    private static double RobustSpread(ReadOnlySpan<float> sorted, double range)
    {
        var quartiles = Quantile(sorted, 0.75) - Quantile(sorted, 0.25);
        return quartiles > 0 ? quartiles : range / 2;
    }

    private static (double Mean, double Deviation) MeanAndDeviation(ReadOnlySpan<float> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, Math.Sqrt(squares / values.Length));
    }
}
