using Microsoft.ML.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>A model whose score is a weighted sum of the features plus a bias.</summary>
public abstract class LinearModelParameters : ModelParametersBase<float>, IFeatureContributor, IFeatureWeights, ICalculateFeatureContribution
{
    private readonly float[] _weights;

    private protected LinearModelParameters(float[] weights, float bias)
    {
        _weights = weights;
        Weights = Array.AsReadOnly(weights);
        Bias = bias;
    }

    /// <summary>One weight a feature.</summary>
    public IReadOnlyList<float> Weights { get; }

    /// <summary>What is added to the sum.</summary>
    public float Bias { get; private protected set; }

    int IScoreModel.FeatureCount => _weights.Length;

    int IScoreModel.ScoreCount => 1;

    bool IScoreModel.PrefersBlocks => false;

    string IScoreModel.Kind => Kind;

    FeatureContributionCalculator ICalculateFeatureContribution.FeatureContributionCalculator => new(this);

    private protected abstract string Kind { get; }

    /// <summary>The same weights for the solvers.</summary>
    internal LinearModel ToLinearModel() => new(_weights.Length, _weights, [Bias]);

    void IFeatureContributor.Contribute(ReadOnlySpan<float> features, Span<float> contributions)
    {
        for (var j = 0; j < _weights.Length; j++)
        {
            contributions[j] = _weights[j] * features[j];
        }
    }

    void IFeatureWeights.GetFeatureWeights(ref VBuffer<float> weights) => VBuffer<float>.Copy(_weights, 0, ref weights, _weights.Length);

    void IScoreModel.Score(ReadOnlySpan<float> features, Span<float> scores) => scores[0] = Respond(LinearScore.Dot(_weights, features) + Bias);

    void IScoreModel.Score(FloatMatrix rows, Span<float> scores, int threads)
    {
        for (var i = 0; i < rows.Rows; i++)
        {
            scores[i] = Respond(LinearScore.Dot(_weights, rows.Row(i)) + Bias);
        }
    }

    void IScoreModel.Write(ModelWriter writer)
    {
        writer.WriteArray(_weights);
        writer.Write(Bias);
    }

    /// <summary>The score of a weighted sum.</summary>
    private protected virtual float Respond(float sum) => sum;

    private protected static float[] ReadWeights(ModelReader reader)
    {
        var weights = reader.ReadArray<float>();
        return weights.Length > 0 ? weights : throw reader.Corrupt("a linear model has no weights");
    }
}
