namespace MLNetTuning.Trainers.Portable;

/// <summary>Shifts and scales each value: (x - offset) * scale.</summary>
public sealed class AffineStep : PortableStep
{
    /// <summary>Makes the step.</summary>
    /// <param name="input">The number column read.</param>
    /// <param name="output">The column written.</param>
    /// <param name="offset">One offset per value of the column.</param>
    /// <param name="scale">One factor per value of the column.</param>
    public AffineStep(string input, string output, float[] offset, float[] scale)
        : base(output)
    {
        ArgumentNullException.ThrowIfNull(offset);
        ArgumentNullException.ThrowIfNull(scale);
        Inputs = [input];
        Offset = offset;
        Scale = scale;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs { get; }

    /// <summary>The offsets.</summary>
    public IReadOnlyList<float> Offset { get; }

    /// <summary>The factors.</summary>
    public IReadOnlyList<float> Scale { get; }

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs)
    {
        var size = Numeric(inputs[0]).Size;
        CheckLength("offsets", Offset.Count, size);
        CheckLength("factors", Scale.Count, size);
        return new PortableColumn(Output, PortableColumnKind.Number, size);
    }

    internal override void Run(PortableFrame frame)
    {
        var (offset, scale) = ((float[])Offset, (float[])Scale);
        var source = frame.Numbers(Inputs[0]);
        var target = frame.Output(Output, offset.Length);
        for (int i = 0, j = 0; i < source.Length; i++)
        {
            target[i] = (source[i] - offset[j]) * scale[j];
            j = j + 1 == offset.Length ? 0 : j + 1;
        }
    }
}
