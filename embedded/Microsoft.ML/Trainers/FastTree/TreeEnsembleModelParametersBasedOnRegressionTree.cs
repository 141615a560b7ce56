using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A boosted model whose trees can be read.</summary>
public abstract class TreeEnsembleModelParametersBasedOnRegressionTree : TreeEnsembleModelParameters
{
    private RegressionTreeEnsemble? _trained;

    private protected TreeEnsembleModelParametersBasedOnRegressionTree(TreeEnsembleModel ensemble, int featureCount)
        : base(ensemble, featureCount)
    {
    }

    /// <summary>The trees: the score is the bias plus the weighted sum of their leaf values.</summary>
    public RegressionTreeEnsemble TrainedTreeEnsemble
        => _trained ??= new RegressionTreeEnsemble(Ensemble.Trees.Select(tree => new RegressionTree(tree)), Ensemble.BaseScores[0]);
}
