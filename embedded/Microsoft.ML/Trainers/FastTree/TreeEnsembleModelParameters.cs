using Microsoft.ML.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Portable;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A model that sums the values of trees.</summary>
public abstract class TreeEnsembleModelParameters : ModelParametersBase<float>, IFeatureContributor, IFeatureWeights, ICalculateFeatureContribution, IPortablePredictorSource
{
    private protected TreeEnsembleModelParameters(TreeEnsembleModel ensemble, int featureCount)
    {
        Ensemble = ensemble;
        FeatureCount = featureCount;
    }

    int IScoreModel.FeatureCount => FeatureCount;

    int IScoreModel.ScoreCount => 1;

    bool IScoreModel.PrefersBlocks => true;

    string IScoreModel.Kind => Kind;

    internal TreeEnsembleModel Ensemble { get; }

    internal int FeatureCount { get; }

    /// <summary>What the sum of the trees is multiplied with.</summary>
    internal float Scale => Factor;

    FeatureContributionCalculator ICalculateFeatureContribution.FeatureContributionCalculator => new(this);

    private protected abstract string Kind { get; }

    /// <summary>How much each feature helped: the square root of its summed split gains, the largest being 1.</summary>
    /// <param name="weights">Receives one weight a feature.</param>
    public void GetFeatureWeights(ref VBuffer<float> weights)
    {
        var gains = new double[FeatureCount];
        foreach (var tree in Ensemble.Trees)
        {
            for (var node = 0; node < tree.Gains.Length; node++)
            {
                gains[tree.SplitFeatures[node]] += tree.Gains[node];
            }
        }

        var largest = gains.Max();
        var editor = VBufferEditor.Create(ref weights, gains.Length);
        for (var i = 0; i < gains.Length; i++)
        {
            editor.Values[i] = largest > 0 ? (float)(Math.Sqrt(Math.Max(0, gains[i])) / Math.Sqrt(largest)) : 0;
        }

        weights = editor.Commit();
    }

    void IFeatureWeights.GetFeatureWeights(ref VBuffer<float> weights) => GetFeatureWeights(ref weights);

    void IScoreModel.Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        Ensemble.PredictRow(features, scores);
        scores[0] *= Factor;
    }

    void IScoreModel.Score(FloatMatrix rows, Span<float> scores, int threads)
    {
        Ensemble.Predict(rows, scores, threads);
        if (Factor != 1)
        {
            for (var i = 0; i < rows.Rows; i++)
            {
                scores[i] *= Factor;
            }
        }
    }

    void IFeatureContributor.Contribute(ReadOnlySpan<float> features, Span<float> contributions)
    {
        contributions.Clear();
        foreach (var tree in Ensemble.Trees)
        {
            TreeContributions.Add(tree, features, contributions);
        }
    }

    // The published trees do not say which way missing values go; these do.
    PortablePredictor IPortablePredictorSource.CreatePortablePredictor()
    {
        if (Factor == 1)
        {
            return new TreePredictor(Ensemble, PortableLink.Identity);
        }

        var trees = Ensemble.Trees.Select(tree => new Tree(
            tree.SplitFeatures, tree.Thresholds, tree.Left, tree.Right, tree.MissingGoesLeft, [.. tree.LeafValues.Select(value => value * Factor)]));
        return new TreePredictor(new TreeEnsembleModel(Ensemble.Inputs, [Ensemble.BaseScores[0] * Factor], [.. trees]), PortableLink.Identity);
    }

    void IScoreModel.Write(ModelWriter writer)
    {
        writer.Write(FeatureCount);
        TreeEnsembleFile.Write(writer, Ensemble);
    }

    /// <summary>What the sum of the trees is multiplied with.</summary>
    private protected virtual float Factor => 1;
}
