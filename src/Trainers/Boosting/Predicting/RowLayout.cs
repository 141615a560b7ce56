namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>Sorts the nodes of all trees by column and threshold.</summary>
internal sealed class RowLayout
{
    private readonly SortedDictionary<int, (List<(float Threshold, RowNode Node)> Nodes, List<RowSet> Sets)> _byColumn = [];

    public RowLayout(IReadOnlyList<Tree> trees)
    {
        FirstValues = new int[trees.Count];
        for (var t = 0; t < trees.Count; t++)
        {
            FirstValues[t] = Values.Count;
            Add(trees[t], t);
        }

        foreach (var (column, (nodes, sets)) in _byColumn)
        {
            var sorted = nodes.OrderBy(static node => node.Threshold).ToArray();
            var lowest = sets.Count > 0 ? float.NaN : sorted[0].Threshold;
            Columns.Add(new RowColumn(column, lowest, Nodes.Count, sorted.Length, Sets.Count, sets.Count));
            Thresholds.AddRange(sorted.Select(static node => node.Threshold));
            Nodes.AddRange(sorted.Select(static node => node.Node));
            Sets.AddRange(sets);
        }
    }

    /// <summary>The columns looked at.</summary>
    public List<RowColumn> Columns { get; } = [];

    public List<RowNode> Nodes { get; } = [];

    /// <summary>The threshold of each node.</summary>
    public List<float> Thresholds { get; } = [];

    public List<RowSet> Sets { get; } = [];

    /// <summary>Where the leaf values of each tree start.</summary>
    public int[] FirstValues { get; }

    public List<float> Values { get; } = [];

    private void Add(Tree tree, int number)
    {
        var order = new LeafOrder(tree);
        Values.AddRange(order.Values);
        for (var node = 0; node < tree.Nodes; node++)
        {
            var mask = order.Mask(node, 0, RowEnsemble.MostLeaves);
            if (!_byColumn.TryGetValue(tree.SplitFeatures[node], out var lists))
            {
                lists = _byColumn[tree.SplitFeatures[node]] = ([], []);
            }

            if (tree.CategorySets.Length > 0 && tree.CategorySets[node] is { } set)
            {
                lists.Sets.Add(new RowSet(new CategoryLookup(set), number, mask));
            }
            else
            {
                lists.Nodes.Add((tree.Thresholds[node], new RowNode(mask, number, tree.MissingGoesLeft[node])));
            }
        }
    }
}
