namespace MLNetTuning.Trainers.Portable;

/// <summary>Puts number columns side by side into one vector.</summary>
public sealed class ConcatenateStep : PortableStep
{
    /// <summary>Makes the step.</summary>
    /// <param name="inputs">The number columns read, in order; one or more.</param>
    /// <param name="output">The column written.</param>
    public ConcatenateStep(IReadOnlyList<string> inputs, string output)
        : base(output)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Inputs = inputs;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs { get; }

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs) => inputs.Count == 0
        ? throw Wrong("joins no columns")
        : new PortableColumn(Output, PortableColumnKind.Number, inputs.Sum(input => Numeric(input).Size));

    internal override void Run(PortableFrame frame)
    {
        var width = 0;
        foreach (var input in Inputs)
        {
            width += frame[input].Size;
        }

        var target = frame.Output(Output, width);
        var start = 0;
        foreach (var input in Inputs)
        {
            var size = frame[input].Size;
            var source = frame.Numbers(input);
            for (var row = 0; row < frame.Rows; row++)
            {
                source.Slice(row * size, size).CopyTo(target[(row * width + start)..]);
            }

            start += size;
        }
    }
}
