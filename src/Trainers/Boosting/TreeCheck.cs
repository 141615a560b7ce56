namespace MLNetTuning.Trainers.Boosting;

/// <summary>Makes sure that arrays describe a tree: every node and leaf hangs on exactly one parent.</summary>
internal static class TreeCheck
{
    public static void Throw(Tree tree)
    {
        var nodes = tree.SplitFeatures.Length;
        if (tree.Thresholds.Length != nodes || tree.Left.Length != nodes || tree.Right.Length != nodes
            || tree.MissingGoesLeft.Length != nodes || tree.LeafValues.Length != nodes + 1)
        {
            throw new ArgumentException(
                $"A tree of {nodes} nodes needs {nodes} thresholds, children and missing sides and {nodes + 1} leaf values, but "
                + $"{tree.Thresholds.Length}, {tree.Left.Length}, {tree.Right.Length}, {tree.MissingGoesLeft.Length} and {tree.LeafValues.Length} were given.");
        }

        var nodeSeen = new bool[nodes];
        var leafSeen = new bool[nodes + 1];
        for (var i = 0; i < nodes; i++)
        {
            if (tree.SplitFeatures[i] < 0 || float.IsNaN(tree.Thresholds[i]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Node {i} splits column {tree.SplitFeatures[i]} at {tree.Thresholds[i]}; columns are 0 or more and thresholds not NaN."));
            }

            Visit(i, tree.Left[i], nodeSeen, leafSeen);
            Visit(i, tree.Right[i], nodeSeen, leafSeen);
        }

        foreach (var value in tree.LeafValues)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException(FormattableString.Invariant($"A leaf has the value {value}; leaf values are finite."));
            }
        }

        // With 2n children, all distinct and later than their parents, n - 1 nodes and n + 1 leaves are all used.
    }

    /// <summary>Refuses category sets that do not fit.</summary>
    public static void Sets(int[]?[] sets, int nodes)
    {
        ArgumentNullException.ThrowIfNull(sets);
        if (sets.Length != 0 && sets.Length != nodes)
        {
            throw new ArgumentException($"{sets.Length} category sets were given for {nodes} nodes.");
        }

        foreach (var set in sets)
        {
            for (var i = 0; set is not null && i <= set.Length; i++)
            {
                if (set.Length == 0 || (i < set.Length && (set[i] < 0 || (i > 0 && set[i] <= set[i - 1]))))
                {
                    throw new ArgumentException($"The category set [{string.Join(", ", set)}] is not a rising list of codes of 0 or more.");
                }
            }
        }
    }

    private static void Visit(int node, int child, bool[] nodeSeen, bool[] leafSeen)
    {
        var seen = child >= 0 ? nodeSeen : leafSeen;
        var index = child >= 0 ? child : ~child;
        if (index >= seen.Length || seen[index] || (child >= 0 && child <= node))
        {
            throw new ArgumentException(
                $"Node {node} has the child {child}, which does not exist, has another parent or does not come after its parent; children are numbered after parents.");
        }

        seen[index] = true;
    }
}
