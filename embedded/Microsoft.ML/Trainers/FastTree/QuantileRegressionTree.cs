using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>One tree of a forest; this host keeps no samples in the leaves.</summary>
public sealed class QuantileRegressionTree : RegressionTreeBase
{
    internal QuantileRegressionTree(Tree tree)
        : base(tree)
    {
    }
}
