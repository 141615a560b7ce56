namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The trees of a forest.</summary>
public sealed class QuantileRegressionTreeEnsemble : TreeEnsemble<QuantileRegressionTree>
{
    internal QuantileRegressionTreeEnsemble(IEnumerable<QuantileRegressionTree> trees, double bias)
        : base(trees, bias)
    {
    }
}
