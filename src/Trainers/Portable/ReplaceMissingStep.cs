namespace MLNetTuning.Trainers.Portable;

/// <summary>Puts a fixed value where a number is missing.</summary>
public sealed class ReplaceMissingStep : PortableStep
{
    /// <summary>Makes the step.</summary>
    /// <param name="input">The number column read.</param>
    /// <param name="output">The column written.</param>
    /// <param name="replacement">One replacement per value of the column.</param>
    public ReplaceMissingStep(string input, string output, float[] replacement)
        : base(output)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        Inputs = [input];
        Replacement = replacement;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs { get; }

    /// <summary>The replacements.</summary>
    public IReadOnlyList<float> Replacement { get; }

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs)
    {
        var size = Numeric(inputs[0]).Size;
        CheckLength("replacements", Replacement.Count, size);
        return new PortableColumn(Output, PortableColumnKind.Number, size);
    }

    internal override void Run(PortableFrame frame)
    {
        var replacement = (float[])Replacement;
        var source = frame.Numbers(Inputs[0]);
        var target = frame.Output(Output, replacement.Length);
        for (int i = 0, j = 0; i < source.Length; i++)
        {
            target[i] = float.IsNaN(source[i]) ? replacement[j] : source[i];
            j = j + 1 == replacement.Length ? 0 : j + 1;
        }
    }
}
