namespace MLNetTuning.Sweepers.Importance;

/// <summary>The variance of a tree's prediction over two dimensions, averaged exactly over all others.</summary>
internal static class PairMarginal
{
    public static double Variance(Tree tree, int first, int second)
    {
        var (rows, columns) = (new Segments(tree, first), new Segments(tree, second));
        double[,] steps = Steps(tree, (first, rows), (second, columns));

        // Steps are summed along both dimensions, so that a leaf costs four entries whatever its size.
        double variance = 0;
        double[] above = new double[columns.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            double left = 0;
            for (int j = 0; j < columns.Count; j++)
            {
                left += steps[i, j];
                above[j] += left;
                double distance = above[j] - tree.Mean;
                variance += rows.Width(i) * columns.Width(j) * distance * distance;
            }
        }

        return variance;
    }

    private static double[,] Steps(Tree tree, (int Dimension, Segments Segments) a, (int Dimension, Segments Segments) b)
    {
        var steps = new double[a.Segments.Count + 1, b.Segments.Count + 1];
        for (int leaf = 0; leaf < tree.Leaves.Count; leaf++)
        {
            double part = tree.Leaves[leaf].Value * tree.Volumes[leaf] / tree.Leaves[leaf].Size(a.Dimension) / tree.Leaves[leaf].Size(b.Dimension);
            var others = b.Segments.Runs(leaf).ToList();
            foreach (var (top, bottom) in a.Segments.Runs(leaf))
            {
                foreach (var (left, right) in others)
                {
                    steps[top, left] += part;
                    steps[top, right] -= part;
                    steps[bottom, left] -= part;
                    steps[bottom, right] += part;
                }
            }
        }

        return steps;
    }
}
