using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A forest whose trees can be read.</summary>
public abstract class TreeEnsembleModelParametersBasedOnQuantileRegressionTree : TreeEnsembleModelParameters
{
    private QuantileRegressionTreeEnsemble? _trained;

    private protected TreeEnsembleModelParametersBasedOnQuantileRegressionTree(TreeEnsembleModel ensemble, int featureCount)
        : base(ensemble, featureCount)
    {
    }

    /// <summary>The trees of the forest.</summary>
    public QuantileRegressionTreeEnsemble TrainedTreeEnsemble
        => _trained ??= new QuantileRegressionTreeEnsemble(Ensemble.Trees.Select(tree => new QuantileRegressionTree(tree)), Ensemble.BaseScores[0]);
}
