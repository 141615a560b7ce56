namespace MLNetTuning.Trainers.Portable;

/// <summary>One step from raw columns to features: reads named columns and writes one new column.</summary>
/// <remarks>Every step writes a name no other step or raw column has, so the order of steps is the only order there is.</remarks>
public abstract class PortableStep
{
    private protected PortableStep(string output)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        Output = output;
    }

    /// <summary>The name of the column written; new in its featurizer.</summary>
    public string Output { get; }

    /// <summary>The columns read.</summary>
    public abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>Checks the inputs against the columns known so far and describes what is written.</summary>
    internal abstract PortableColumn Infer(IReadOnlyList<PortableColumn> inputs);

    /// <summary>Writes the output column for the rows in the frame.</summary>
    internal abstract void Run(PortableFrame frame);

    private protected PortableColumn Numeric(PortableColumn input) => input.Kind != PortableColumnKind.Text
        ? input
        : throw Wrong($"reads '{input.Name}', which is text; it takes numbers");

    private protected PortableColumn NumbersOf(PortableColumn text, int size) => text is { Kind: PortableColumnKind.Text, Size: 1 }
        ? new PortableColumn(Output, PortableColumnKind.Number, size)
        : throw Wrong($"reads '{text.Name}', which is not a single text");

    private protected PortableModelException Wrong(string problem) => new($"The step '{GetType().Name}' that writes '{Output}' {problem}.");

    private protected void CheckLength(string what, int given, int needed)
    {
        if (given != needed)
        {
            throw Wrong($"has {given} {what} for {needed} values per row");
        }
    }
}
