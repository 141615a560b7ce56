namespace MLNetTuning.Trainers.Boosting.Explaining;

/// <summary>How many training rows passed each node of a tree.</summary>
internal static class TreeCovers
{
    /// <summary>The rows of each node, from those of its leaves.</summary>
    /// <exception cref="InvalidOperationException">The tree does not know the rows of its leaves.</exception>
    public static double[] Of(Tree tree)
    {
        if (tree.LeafRows.Length == 0)
        {
            throw new InvalidOperationException("The trees do not know how many training rows their leaves had (LeafRows); contributions need it.");
        }

        // Children come after their parents, so one walk backwards sees every child first.
        var covers = new double[tree.Nodes];
        for (var node = tree.Nodes - 1; node >= 0; node--)
        {
            covers[node] = Child(tree, covers, tree.Left[node]) + Child(tree, covers, tree.Right[node]);
        }

        return covers;
    }

    /// <summary>The rows of a child, node or leaf.</summary>
    public static double Child(Tree tree, double[] covers, int child) => child >= 0 ? covers[child] : tree.LeafRows[~child];
}
