using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>One tree of an ensemble.</summary>
public sealed class RegressionTree : RegressionTreeBase
{
    internal RegressionTree(Tree tree)
        : base(tree)
    {
    }
}
