namespace MLNetTuning.Trainers.Portable;

/// <summary>The steps from raw columns to one feature vector; members may share one.</summary>
public sealed class PortableFeaturizer
{
    /// <summary>Makes a featurizer.</summary>
    /// <param name="steps">The steps in order; each writes a new column.</param>
    /// <param name="output">The name of the column that is the feature vector.</param>
    public PortableFeaturizer(IReadOnlyList<PortableStep> steps, string output)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentException.ThrowIfNullOrEmpty(output);
        (Steps, Output) = (steps, output);
    }

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<PortableStep> Steps { get; }

    /// <summary>The column that is the feature vector.</summary>
    public string Output { get; }

    /// <summary>Checks that the steps fit the raw columns and each other; gives the length of the feature vector.</summary>
    internal int Check(IReadOnlyList<PortableColumn> columns)
    {
        var known = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        foreach (var step in Steps)
        {
            var inputs = step.Inputs.Select(name => known.GetValueOrDefault(name)
                ?? throw new PortableModelException($"The step that writes '{step.Output}' reads '{name}', which nothing before it writes.")).ToArray();
            if (!known.TryAdd(step.Output, step.Infer(inputs)))
            {
                throw new PortableModelException($"Two steps or columns are named '{step.Output}'; each must have a name of its own.");
            }
        }

        return known.TryGetValue(Output, out var output) && output.Kind != PortableColumnKind.Text
            ? output.Size
            : throw new PortableModelException($"No step writes the feature vector '{Output}' as numbers.");
    }

    /// <summary>Runs the steps on the frame; gives the features, shared with the frame.</summary>
    internal FloatMatrix Run(PortableFrame frame)
    {
        foreach (var step in Steps)
        {
            step.Run(frame);
        }

        var block = frame[Output];
        return new FloatMatrix(frame.Rows, block.Size, block.Numbers!);
    }
}
