using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A tree in flat lists, open to reading.</summary>
public abstract class RegressionTreeBase
{
    internal RegressionTreeBase(Tree tree)
    {
        LeftChild = Array.AsReadOnly(tree.Left);
        RightChild = Array.AsReadOnly(tree.Right);
        NumericalSplitFeatureIndexes = Array.AsReadOnly(tree.SplitFeatures);
        NumericalSplitThresholds = Array.AsReadOnly(tree.Thresholds);
        CategoricalSplitFlags = Array.AsReadOnly(new bool[tree.Left.Length]);
        SplitGains = Array.AsReadOnly(tree.Gains.Length == tree.Nodes ? Array.ConvertAll(tree.Gains, gain => (double)gain) : new double[tree.Nodes]);
        LeafValues = Array.AsReadOnly(Array.ConvertAll(tree.LeafValues, value => (double)value));
    }

    /// <summary>For each node, where a value at or below the threshold goes: a node (0 or more) or the leaf ~value (below 0).</summary>
    public IReadOnlyList<int> LeftChild { get; }

    /// <summary>For each node, where a value above the threshold goes: a node (0 or more) or the leaf ~value (below 0).</summary>
    public IReadOnlyList<int> RightChild { get; }

    /// <summary>For each node, the feature it looks at.</summary>
    public IReadOnlyList<int> NumericalSplitFeatureIndexes { get; }

    /// <summary>For each node, the highest value that goes left.</summary>
    public IReadOnlyList<float> NumericalSplitThresholds { get; }

    /// <summary>For each node, whether it splits by categories; this host's trees never do.</summary>
    public IReadOnlyList<bool> CategoricalSplitFlags { get; }

    /// <summary>For each leaf, its value.</summary>
    public IReadOnlyList<double> LeafValues { get; }

    /// <summary>For each node, what its split gained in training; 0 when that is not known.</summary>
    public IReadOnlyList<double> SplitGains { get; }

    /// <summary>The features a node's split by categories sends left; empty, as this host's trees split by thresholds only.</summary>
    /// <param name="nodeIndex">The node, 0 to <see cref="NumberOfNodes"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public IReadOnlyList<int> GetCategoricalSplitFeaturesAt(int nodeIndex) => Empty(nodeIndex);

    /// <summary>The first and last feature a node's split by categories looks at; empty, as this host's trees split by thresholds only.</summary>
    /// <param name="nodeIndex">The node, 0 to <see cref="NumberOfNodes"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public IReadOnlyList<int> GetCategoricalCategoricalSplitFeatureRangeAt(int nodeIndex) => Empty(nodeIndex);

    /// <summary>Number of leaves, 1 or more.</summary>
    public int NumberOfLeaves => LeafValues.Count;

    /// <summary>Number of nodes that split, one less than leaves.</summary>
    public int NumberOfNodes => LeftChild.Count;

    private int[] Empty(int nodeIndex) => nodeIndex >= 0 && nodeIndex < NumberOfNodes
        ? []
        : throw new ArgumentOutOfRangeException(nameof(nodeIndex), nodeIndex, $"There are {NumberOfNodes} nodes, counted from 0.");
}
