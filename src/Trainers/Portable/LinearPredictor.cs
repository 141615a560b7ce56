using System.Runtime.InteropServices;

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

    /// <summary>The same weights with another link.</summary>
    /// <param name="link">The link.</param>
    public LinearPredictor With(PortableLink link) => new(_weights, _biases, link);

    /// <summary>One row of weights per output.</summary>
    internal FloatMatrix Weights => _weights;

    /// <summary>One bias per output.</summary>
    internal float[] Biases => _biases;

    internal override string Kind => "linear";

    internal override void Score(FloatMatrix features, Span<float> raw)
    {
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
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Outputs);
        writer.Write(Inputs);
        writer.Write(MemoryMarshal.AsBytes(_weights.Values.AsSpan(0, Outputs * Inputs)));
        writer.Write(MemoryMarshal.AsBytes(_biases.AsSpan()));
    }

    /// <summary>Reads what <see cref="Save"/> wrote; the bytes at hand bound what is allocated.</summary>
    internal static LinearPredictor Load(byte[] bytes, PortableLink link)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var (outputs, inputs) = bytes.Length < 8 ? (0, 0) : (reader.ReadInt32(), reader.ReadInt32());
        if (outputs < 1 || inputs < 1 || 8 + ((long)outputs * inputs + outputs) * sizeof(float) != bytes.Length)
        {
            throw new PortableModelException($"A linear predictor of {outputs} x {inputs} does not fit into its {bytes.Length} bytes.");
        }

        var numbers = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(8));
        var weights = new FloatMatrix(outputs, inputs, numbers[..(outputs * inputs)].ToArray());
        return new LinearPredictor(weights, numbers[(outputs * inputs)..].ToArray(), link);
    }
}
