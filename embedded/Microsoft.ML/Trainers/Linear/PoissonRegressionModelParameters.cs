namespace Microsoft.ML.Trainers;

/// <summary>What a Poisson regression learnt; the score is e to the weighted sum.</summary>
public sealed class PoissonRegressionModelParameters : RegressionModelParameters
{
    internal const string ModelKind = "PoissonRegression";

    internal PoissonRegressionModelParameters(float[] weights, float bias)
        : base(weights, bias)
    {
    }

    private protected override string Kind => ModelKind;

    internal static PoissonRegressionModelParameters Read(ModelReader reader) => new(ReadWeights(reader), reader.ReadSingle());

    private protected override float Respond(float sum) => MathF.Exp(sum);
}
