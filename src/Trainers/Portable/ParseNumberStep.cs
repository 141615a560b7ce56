using System.Globalization;

namespace MLNetTuning.Trainers.Portable;

/// <summary>Reads numbers out of texts, invariant culture; what is no number becomes missing.</summary>
public sealed class ParseNumberStep : PortableStep
{
    /// <summary>Makes the step.</summary>
    /// <param name="input">The text column read.</param>
    /// <param name="output">The column written.</param>
    public ParseNumberStep(string input, string output)
        : base(output) => Inputs = [input];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs { get; }

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs) => inputs[0].Kind == PortableColumnKind.Text
        ? new PortableColumn(Output, PortableColumnKind.Number, inputs[0].Size)
        : throw Wrong($"reads '{inputs[0].Name}', which is not text");

    internal override void Run(PortableFrame frame)
    {
        var block = frame[Inputs[0]];
        var target = frame.Output(Output, block.Size);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = float.TryParse(block.Texts![i].Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : float.NaN;
        }
    }
}
