using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What a forest regression learnt: the score is the mean over the trees.</summary>
public sealed class FastForestRegressionModelParameters : TreeEnsembleModelParametersBasedOnQuantileRegressionTree
{
    internal const string ModelKind = "FastForestRegression";

    internal FastForestRegressionModelParameters(TreeEnsembleModel ensemble, int featureCount)
        : base(ensemble, featureCount)
    {
    }

    /// <summary>The stored trees are summed like any others; the forest's answer is their mean.</summary>
    private protected override float Factor => 1f / Math.Max(1, Ensemble.Trees.Count);

    private protected override string Kind => ModelKind;

    internal static FastForestRegressionModelParameters Read(ModelReader reader)
    {
        var (featureCount, ensemble) = TreeEnsembleFile.Read(reader);
        return new FastForestRegressionModelParameters(ensemble, featureCount);
    }
}
