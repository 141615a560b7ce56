namespace MLNetTuning.Trainers.Portable;

/// <summary>Writes 1 where a number is missing and 0 elsewhere.</summary>
public sealed class MissingIndicatorStep : PortableStep
{
    /// <summary>Makes the step.</summary>
    /// <param name="input">The number column read.</param>
    /// <param name="output">The column written.</param>
    public MissingIndicatorStep(string input, string output)
        : base(output) => Inputs = [input];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs { get; }

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs) =>
        new(Output, PortableColumnKind.Boolean, Numeric(inputs[0]).Size);

    internal override void Run(PortableFrame frame)
    {
        var source = frame.Numbers(Inputs[0]);
        var target = frame.Output(Output, frame[Inputs[0]].Size);
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = float.IsNaN(source[i]) ? 1 : 0;
        }
    }
}
