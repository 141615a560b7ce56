namespace MLNetTuning.Trainers.Portable;

/// <summary>Replaces each value by the number of its bin, scaled: bin / density - offset.</summary>
public sealed class BinStep : PortableStep
{
    /// <summary>Makes the step.</summary>
    /// <param name="input">The number column read.</param>
    /// <param name="output">The column written.</param>
    /// <param name="upperBounds">The upper bounds of the bins, ascending, one list per value of the column.</param>
    /// <param name="density">One divisor per value of the column.</param>
    /// <param name="offset">One offset per value of the column.</param>
    public BinStep(string input, string output, IReadOnlyList<float[]> upperBounds, float[] density, float[] offset)
        : base(output)
    {
        ArgumentNullException.ThrowIfNull(upperBounds);
        ArgumentNullException.ThrowIfNull(density);
        ArgumentNullException.ThrowIfNull(offset);
        Inputs = [input];
        UpperBounds = upperBounds;
        Density = density;
        Offset = offset;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs { get; }

    /// <summary>The upper bounds of the bins.</summary>
    public IReadOnlyList<float[]> UpperBounds { get; }

    /// <summary>The divisors.</summary>
    public IReadOnlyList<float> Density { get; }

    /// <summary>The offsets.</summary>
    public IReadOnlyList<float> Offset { get; }

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs)
    {
        var size = Numeric(inputs[0]).Size;
        CheckLength("bin lists", UpperBounds.Count, size);
        CheckLength("densities", Density.Count, size);
        CheckLength("offsets", Offset.Count, size);
        return new PortableColumn(Output, PortableColumnKind.Number, size);
    }

    internal override void Run(PortableFrame frame)
    {
        var size = UpperBounds.Count;
        var source = frame.Numbers(Inputs[0]);
        var target = frame.Output(Output, size);
        for (var i = 0; i < source.Length; i++)
        {
            var j = i % size;
            target[i] = float.IsNaN(source[i]) ? float.NaN : Bin(source[i], UpperBounds[j]) / Density[j] - Offset[j];
        }
    }

    private static int Bin(float value, float[] bounds)
    {
        var index = Array.BinarySearch(bounds, value);
        return Math.Min(index >= 0 ? index : ~index, bounds.Length - 1);
    }
}
