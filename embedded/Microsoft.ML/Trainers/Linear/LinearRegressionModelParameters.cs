namespace Microsoft.ML.Trainers;

/// <summary>What a linear regression learnt.</summary>
public sealed class LinearRegressionModelParameters : RegressionModelParameters
{
    internal const string ModelKind = "LinearRegression";

    internal LinearRegressionModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }

    private protected override string Kind => ModelKind;

    internal static LinearRegressionModelParameters Read(ModelReader reader) => new(ReadWeights(reader), reader.ReadSingle());
}
