using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Encoding;

/// <summary>
/// Piecewise linear encoding of number columns by quantile bins: component t is 0 below bin t, 1 above it and the share of the way through
/// inside it; components are then centred and scaled to standard deviation 1. Immutable; may be used from many threads at once.
/// </summary>
/// <remarks>
/// Gorishniy, Rubachev and Babenko: "On Embeddings for Numerical Features in Tabular Deep Learning", NeurIPS 2022, equation 1. It lets a shallow
/// network bend along one column, which a plain scaled input does not.
/// </remarks>
public sealed class PiecewiseLinearEncoder
{
    /// <summary>A column with fewer distinct values than this is a code or a count: it is left alone.</summary>
    internal const int LeastDistinct = 10;

    /// <summary>Rows that a bin needs at the least.</summary>
    internal const int RowsPerBin = 50;

    /// <summary>Components in all; with more columns each gets fewer.</summary>
    internal const int MostComponents = 512;

    private const string Magic = "MLNTPLEN";
    private const string What = "a piecewise linear encoder";
    private const int Version = 1;

    private readonly int[] _columns;
    private readonly float[][] _edges;
    private readonly float[] _means;
    private readonly float[] _factors;

    private PiecewiseLinearEncoder(int inputs, int[] columns, float[][] edges)
    {
        Inputs = inputs;
        _columns = columns;
        _edges = edges;
        Components = edges.Sum(e => e.Length - 1);
        _means = new float[Components];
        _factors = new float[Components];
    }

    /// <summary>Number of columns of the features.</summary>
    public int Inputs { get; }

    /// <summary>Number of values a row is encoded into; 0 where no column has enough distinct values.</summary>
    public int Components { get; }

    /// <summary>The columns that are encoded.</summary>
    internal IReadOnlyList<int> Columns => _columns;

    /// <summary>The edges of the bins of each of them.</summary>
    internal IReadOnlyList<float[]> BinEdges => _edges;

    /// <summary>The mean of each component.</summary>
    internal ReadOnlySpan<float> Means => _means;

    /// <summary>One over each component's standard deviation, or 0.</summary>
    internal ReadOnlySpan<float> Factors => _factors;

    /// <summary>Learns the bins of every number column.</summary>
    /// <param name="features">The training rows, and only these; NaN stands for missing and is encoded as the mean of each component.</param>
    /// <param name="bins">Bins of a column at the most, 2 to 256; fewer where rows, distinct values or the number of columns ask for it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is outside its range.</exception>
    public static PiecewiseLinearEncoder Fit(FloatMatrix features, int bins)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Fit(FeatureColumns.Of(features), bins);
    }

    /// <summary>Learns the bins of every number column.</summary>
    internal static PiecewiseLinearEncoder Fit(FeatureColumns features, int bins)
    {
        if (bins is < 2 or > 256)
        {
            throw new ArgumentOutOfRangeException(nameof(bins), bins, "A column has 2 to 256 bins.");
        }

        var values = new float[features.Rows];
        var numbers = Enumerable.Range(0, features.Columns).Where(column => IsNumber(Read(features, column, values))).ToArray();
        var most = numbers.Length == 0 ? 0 : Math.Min(Math.Min(bins, features.Rows / RowsPerBin), MostComponents / numbers.Length);
        if (most < 2)
        {
            numbers = [];
        }

        var encoder = new PiecewiseLinearEncoder(features.Columns, numbers, [.. numbers.Select(column => Edges(Read(features, column, values), most))]);
        encoder.FitScale(features);
        return encoder;
    }

    /// <summary>Reads an encoder that <see cref="Save"/> wrote.</summary>
    /// <param name="stream">Where from; only the encoder is read.</param>
    /// <exception cref="InvalidDataException">It is no encoder, of a newer version, cut short or changed.</exception>
    public static PiecewiseLinearEncoder Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Frame.Read(stream, Magic, Version, What, reader =>
        {
            var inputs = reader.ReadInt32();
            var columns = new int[Checked(reader.ReadInt32(), inputs)];
            var edges = new float[columns.Length][];
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i] = reader.ReadInt32();
                edges[i] = new float[Checked(reader.ReadInt32(), MostComponents + 1)];
                FloatFormat.Read(reader, edges[i]);
                if (columns[i] < 0 || columns[i] >= inputs || edges[i].Length < 2)
                {
                    throw new InvalidDataException($"The file's encoder cannot be: column {columns[i]} of {inputs} with {edges[i].Length} edges; it was damaged.");
                }
            }

            var encoder = new PiecewiseLinearEncoder(inputs, columns, edges);
            FloatFormat.Read(reader, encoder._means);
            FloatFormat.Read(reader, encoder._factors);
            return encoder;
        });
    }

    /// <summary>Encodes one row.</summary>
    /// <param name="row">in: one value per column; NaN stands for missing.</param>
    /// <param name="components">out: <see cref="Components"/> values.</param>
    public void Encode(ReadOnlySpan<float> row, Span<float> components)
    {
        var next = 0;
        for (var c = 0; c < _columns.Length; c++)
        {
            var value = row[_columns[c]];
            var edges = _edges[c];
            for (var t = 0; t + 1 < edges.Length; t++, next++)
            {
                components[next] = float.IsNaN(value) ? 0 : (Share(value, edges[t], edges[t + 1]) - _means[next]) * _factors[next];
            }
        }
    }

    /// <summary>Writes the encoder.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Frame.Write(stream, Magic, Version, writer =>
        {
            writer.Write(Inputs);
            writer.Write(_columns.Length);
            for (var i = 0; i < _columns.Length; i++)
            {
                writer.Write(_columns[i]);
                writer.Write(_edges[i].Length);
                FloatFormat.Write(writer, _edges[i]);
            }

            FloatFormat.Write(writer, _means);
            FloatFormat.Write(writer, _factors);
        });
    }

    private static int Checked(int count, int most) =>
        count >= 0 && count <= most ? count : throw new InvalidDataException($"The file's encoder states {count} where at most {most} can be; it was damaged.");

    private static float Share(float value, float low, float high) => Math.Clamp((value - low) / (high - low), 0, 1);

    /// <summary>A column's values that are not missing.</summary>
    private static Span<float> Read(FeatureColumns features, int column, float[] buffer)
    {
        features.Read(column, buffer);
        var count = 0;
        foreach (var value in buffer)
        {
            if (!float.IsNaN(value))
            {
                buffer[count++] = value;
            }
        }

        return buffer.AsSpan(0, count);
    }

    private static bool IsNumber(ReadOnlySpan<float> values)
    {
        Span<float> distinct = stackalloc float[LeastDistinct];
        var count = 0;
        foreach (var value in values)
        {
            if (!distinct[..count].Contains(value))
            {
                distinct[count++] = value;
                if (count == LeastDistinct)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The edges of a column's bins; sorts its values.</summary>
    private static float[] Edges(Span<float> values, int bins)
    {
        ColumnSort.Sort(values);
        return QuantileEdges.Of(values, bins);
    }

    private void FitScale(FeatureColumns features)
    {
        var values = new float[features.Rows];
        var next = 0;
        for (var c = 0; c < _columns.Length; c++)
        {
            features.Read(_columns[c], values);
            for (var t = 0; t + 1 < _edges[c].Length; t++, next++)
            {
                FitComponent(next, values, (_edges[c][t], _edges[c][t + 1]));
            }
        }
    }

    private void FitComponent(int component, float[] values, (float Low, float High) bin)
    {
        double sum = 0, squares = 0;
        var count = 0;
        foreach (var value in values)
        {
            if (!float.IsNaN(value))
            {
                var share = (double)Share(value, bin.Low, bin.High);
                sum += share;
                squares += share * share;
                count++;
            }
        }

        var mean = sum / count;
        var deviation = Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
        _means[component] = (float)mean;
        _factors[component] = deviation > 1e-6 ? (float)(1 / deviation) : 0;
    }
}
