using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>One output column of one fitted transformer, to be made portable.</summary>
/// <param name="Transformer">The transformer.</param>
/// <param name="Schema">The schema before it.</param>
/// <param name="Output">The column it makes.</param>
/// <param name="Inputs">The visible columns that one is made of.</param>
/// <param name="Featurizer">Where steps go.</param>
/// <param name="Outputs">How many columns the transformer makes in all.</param>
internal sealed record StageOutput(ITransformer Transformer, DataViewSchema Schema, DataViewSchema.Column Output, IReadOnlyList<string> Inputs, FeaturizerConverter Featurizer, int Outputs)
{
    public string InputName => Inputs.Count == 1 ? Inputs[0] : throw Unsupported($"is made of {Inputs.Count} columns");

    public Symbol Input => Featurizer.Find(InputName, Schema);

    public int Size => ColumnReader.SizeOf(Output.Type) is > 0 and var size ? size : throw Unsupported("is a vector of unknown length");

    /// <summary>What the transformer makes of made-up rows, row by row.</summary>
    public float[] Probe(ProbeView view) => ColumnReader.Read(Transformer.Transform(view), Output.Name, (int)view.GetRowCount()!);

    public Symbol Write(Func<string, PortableStep> step) => Featurizer.Write(Output.Name, step, Size);

    public NotSupportedException Unsupported(string problem) => new($"The column '{Output.Name}' of {Transformer.GetType().Name} {problem}, which has no portable form.");
}
