namespace Microsoft.ML.Trainers;

/// <summary>What a linear trainer of two classes learnt; the score is the log odds.</summary>
public sealed partial class LinearBinaryModelParameters : LinearModelParameters
{
    internal const string ModelKind = "LinearBinary";

    internal LinearBinaryModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }

    private protected override string Kind => ModelKind;

    internal static LinearBinaryModelParameters Read(ModelReader reader) => new(ReadWeights(reader), reader.ReadSingle());
}
