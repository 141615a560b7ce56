using System.Runtime.InteropServices;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Trainers.Portable;

/// <summary>A linear predictor: weights x features + bias for each output.</summary>
public sealed class LinearPredictor : PortablePredictor
{
    private readonly FloatMatrix _weights;
    private readonly float[] _biases;

    /// <summary>Makes the predictor.</summary>
    /// <param name="weights">One row of weights per output.</param>
    /// <param name="biases">One bias per output.</param>
    /// <param name="link">How raw outputs become predictions.</param>
    /// <exception cref="ArgumentException">The number of biases is not the number of outputs.</exception>
    public LinearPredictor(FloatMatrix weights, float[] biases, PortableLink link)
        : base(weights?.Columns ?? 0, weights?.Rows ?? 0, link)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(biases);
        if (biases.Length != weights.Rows)
        {
            throw new ArgumentException($"{weights.Rows} outputs need as many biases, but {biases.Length} were given.", nameof(biases));
        }

        (_weights, _biases) = (weights, biases);
    }

    /// <summary>Makes the predictor of a linear model behind a table encoder.</summary>
    /// <param name="model">The linear model.</param>
    /// <param name="table">The encoder; it embeds no categories.</param>
    /// <param name="link">How raw outputs become predictions.</param>
    /// <exception cref="ArgumentException">The encoder makes other values than the model takes.</exception>
    public LinearPredictor(LinearModel model, TableEncoder table, PortableLink link)
        : this(WeightsOf(model), model?.Biases ?? [], table, link)
    {
    }

    private LinearPredictor(FloatMatrix weights, float[] biases, TableEncoder table, PortableLink link)
        : base(table?.Columns ?? 0, weights.Rows, link)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Inputs.Columns != weights.Columns || table.Inputs.Categories.Count > 0 || biases.Length != weights.Rows)
        {
            throw new ArgumentException($"The encoder makes {table.Inputs.Columns} values, {table.Inputs.Categories.Count} of them level numbers; the model takes {weights.Columns} plain ones.", nameof(table));
        }

        (_weights, _biases, Table) = (weights, biases, table);
    }

    /// <summary>The table encoder in front of it, or null.</summary>
    public TableEncoder? Table { get; }

    /// <summary>One row of weights per output.</summary>
    internal FloatMatrix Weights => _weights;

    /// <summary>One bias per output.</summary>
    internal float[] Biases => _biases;

    internal override string Kind => Table is null ? "linear" : "tableLinear";

    internal override void Score(FloatMatrix features, Span<float> raw)
    {
        features = Table?.Transform(features) ?? features;
        for (var row = 0; row < features.Rows; row++)
        {
            ReadOnlySpan<float> x = features.Row(row);
            for (var k = 0; k < Outputs; k++)
            {
                var weights = _weights.Row(k);
                var sum = (double)_biases[k];
                for (var j = 0; j < x.Length; j++)
                {
                    sum += (double)x[j] * weights[j];
                }

                raw[row * Outputs + k] = (float)sum;
            }
        }
    }

    internal override void Save(Stream stream)
    {
        Table?.Save(stream);
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Outputs);
        writer.Write(_weights.Columns);
        writer.Write(MemoryMarshal.AsBytes(_weights.Values.AsSpan(0, Outputs * _weights.Columns)));
        writer.Write(MemoryMarshal.AsBytes(_biases.AsSpan()));
    }

    /// <summary>Reads what <see cref="Save"/> wrote; the bytes at hand bound what is allocated.</summary>
    internal static LinearPredictor Load(byte[] bytes, PortableLink link)
    {
        var (weights, biases) = Read(bytes);
        return new LinearPredictor(weights, biases, link);
    }

    /// <summary>Reads what <see cref="Save"/> wrote of a model behind a table encoder.</summary>
    internal static LinearPredictor LoadTable(byte[] bytes, PortableLink link)
    {
        using var stream = new MemoryStream(bytes);
        var table = TableEncoder.Load(stream);
        var (weights, biases) = Read(bytes[(int)stream.Position..]);
        return new LinearPredictor(weights, biases, table, link);
    }

    private static FloatMatrix WeightsOf(LinearModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new FloatMatrix(model.Outputs, model.Inputs, model.Weights);
    }

    private static (FloatMatrix Weights, float[] Biases) Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var (outputs, inputs) = bytes.Length < 8 ? (0, 0) : (reader.ReadInt32(), reader.ReadInt32());
        if (outputs < 1 || inputs < 1 || 8 + ((long)outputs * inputs + outputs) * sizeof(float) != bytes.Length)
        {
            throw new PortableModelException($"A linear predictor of {outputs} x {inputs} does not fit into its {bytes.Length} bytes.");
        }

        var numbers = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(8));
        var weights = new FloatMatrix(outputs, inputs, numbers[..(outputs * inputs)].ToArray());
        return (weights, numbers[(outputs * inputs)..].ToArray());
    }
}
