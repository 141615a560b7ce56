namespace MLNetTuning.Trainers.Boosting.Explaining;

/// <summary>Parts the score of a row among its columns, tree by tree, and what is left to the mean over the training rows.</summary>
internal sealed class TreeShap
{
    private readonly Tree _tree;
    private readonly double[] _covers;
    private readonly ShapPath[] _paths;

    public TreeShap(Tree tree)
    {
        _tree = tree;
        _covers = TreeCovers.Of(tree);
        var depth = Depth(tree);
        _paths = new ShapPath[depth + 2];
        for (var i = 0; i < _paths.Length; i++)
        {
            _paths[i] = new ShapPath(depth + 2);
        }

        double sum = 0;
        for (var leaf = 0; leaf < tree.Leaves; leaf++)
        {
            sum += (double)tree.LeafValues[leaf] * tree.LeafRows[leaf];
        }

        Mean = sum / tree.LeafRows.Sum(r => (double)r);
    }

    /// <summary>The mean value over the training rows.</summary>
    public double Mean { get; }

    /// <summary>Adds each column's part of the tree's value for a row.</summary>
    public void Add(ReadOnlySpan<float> row, Span<double> parts)
    {
        if (_tree.Nodes > 0)
        {
            _paths[0].Clear();
            Visit(0, row, parts, 0, (1, 1, -1));
        }
    }

    private void Visit(int node, ReadOnlySpan<float> row, Span<double> parts, int depth, (double Unknown, double Known, int Column) step)
    {
        var path = _paths[depth];
        path.Extend(step.Unknown, step.Known, step.Column);
        if (node < 0)
        {
            for (var i = 1; i < path.Length; i++)
            {
                parts[path.Column(i)] += path.UnwoundSum(i) * (path.Known(i) - path.Unknown(i)) * _tree.LeafValues[~node];
            }

            return;
        }

        var column = _tree.SplitFeatures[node];
        var (hot, cold) = _tree.GoesLeft(node, row) ? (_tree.Left[node], _tree.Right[node]) : (_tree.Right[node], _tree.Left[node]);
        double unknown = 1, known = 1;
        var index = path.Find(column);
        if (index >= 0)
        {
            // A column counts once: its shares so far go into the new step.
            (unknown, known) = (path.Unknown(index), path.Known(index));
            path.Unwind(index);
        }

        Follow(hot, node, row, parts, depth, (unknown, known, column));
        Follow(cold, node, row, parts, depth, (unknown, 0, column));
    }

    private void Follow(int child, int node, ReadOnlySpan<float> row, Span<double> parts, int depth, (double Unknown, double Known, int Column) step)
    {
        var rows = TreeCovers.Child(_tree, _covers, child);
        if (rows > 0 || step.Known > 0)
        {
            // Only trees of other makers have nodes no row passed; there both ways count alike.
            var passing = _covers[node] > 0 ? rows / _covers[node] : 0.5;
            _paths[depth + 1].CopyFrom(_paths[depth]);
            Visit(child, row, parts, depth + 1, (step.Unknown * passing, step.Known, step.Column));
        }
    }

    private static int Depth(Tree tree)
    {
        var depths = new int[tree.Nodes];
        var deepest = 0;
        for (var node = 0; node < tree.Nodes; node++)
        {
            foreach (var child in new[] { tree.Left[node], tree.Right[node] })
            {
                deepest = Math.Max(deepest, depths[node] + 1);
                if (child >= 0)
                {
                    depths[child] = depths[node] + 1;
                }
            }
        }

        return deepest;
    }
}
