namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Trees whose weighted values are summed over a bias.</summary>
/// <typeparam name="T">The type of tree.</typeparam>
public abstract class TreeEnsemble<T>
    where T : RegressionTreeBase
{
    private protected TreeEnsemble(IEnumerable<T> trees, double bias)
    {
        Trees = Array.AsReadOnly(trees.ToArray());
        TreeWeights = Array.AsReadOnly(Enumerable.Repeat(1.0, Trees.Count).ToArray());
        Bias = bias;
    }

    /// <summary>What the sum starts at.</summary>
    public double Bias { get; }

    /// <summary>The weight of each tree; this host's are all 1.</summary>
    public IReadOnlyList<double> TreeWeights { get; }

    /// <summary>The trees in the order they were grown.</summary>
    public IReadOnlyList<T> Trees { get; }
}
