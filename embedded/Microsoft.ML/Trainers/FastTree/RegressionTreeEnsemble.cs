namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The trees of a boosted model.</summary>
public sealed class RegressionTreeEnsemble : TreeEnsemble<RegressionTree>
{
    internal RegressionTreeEnsemble(IEnumerable<RegressionTree> trees, double bias)
        : base(trees, bias)
    {
    }
}
