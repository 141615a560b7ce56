namespace Microsoft.ML.Trainers;

/// <summary>What a linear trainer of several classes learnt; the scores are probabilities, the softmax of the weighted sums.</summary>
public sealed class MaximumEntropyModelParameters : LinearMulticlassModelParametersBase
{
    internal const string ModelKind = "MaximumEntropy";

    internal MaximumEntropyModelParameters(float[] weights, float[] biases)
        : base(weights, biases)
    {
    }

    private protected override string Kind => ModelKind;

    internal static MaximumEntropyModelParameters Read(ModelReader reader)
    {
        var (weights, biases) = ReadParts(reader);
        return new MaximumEntropyModelParameters(weights, biases);
    }

    private protected override void Respond(Span<float> sums) => ClassScores.Softmax(sums);
}
