using MLNetTuning.Trainers.Boosting.Binning;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>The arrays of a tree while it grows; reused from tree to tree.</summary>
internal sealed class TreeBuilder(int maxLeaves)
{
    private readonly int[] _feature = new int[maxLeaves - 1];
    private readonly int[] _bin = new int[maxLeaves - 1];
    private readonly bool[] _missingLeft = new bool[maxLeaves - 1];
    private readonly BinSet[] _sets = new BinSet[maxLeaves - 1];
    private readonly int[] _left = new int[maxLeaves - 1];
    private readonly int[] _right = new int[maxLeaves - 1];
    private readonly float[] _gain = new float[maxLeaves - 1];
    private int _nodes;

    public void Clear() => _nodes = 0;

    /// <summary>Puts a node where leaf <paramref name="left"/> hung; its children are that leaf and a new one.</summary>
    public int Split(in LeafState leaf, int left, int right)
    {
        var node = _nodes++;
        if (leaf.Parent >= 0)
        {
            (leaf.IsLeft ? _left : _right)[leaf.Parent] = node;
        }

        _feature[node] = leaf.Best.Feature;
        _bin[node] = leaf.Best.Bin;
        _missingLeft[node] = leaf.Best.MissingLeft;
        _sets[node] = leaf.Best.Set;
        _left[node] = ~left;
        _right[node] = ~right;
        _gain[node] = (float)leaf.Best.Gain;
        return node;
    }

    /// <summary>Copies what has grown into a tree of its own.</summary>
    public Tree Build(BinnedMatrix matrix, float[] leafValues, int[] leafRows)
    {
        var columns = new int[_nodes];
        var thresholds = new float[_nodes];
        int[]?[] sets = [];
        for (var i = 0; i < _nodes; i++)
        {
            var bins = matrix.Features[_feature[i]];
            columns[i] = bins.Column;
            if (bins.Categories is null)
            {
                thresholds[i] = bins.Threshold(_bin[i]);
                continue;
            }

            sets = sets.Length == 0 ? new int[]?[_nodes] : sets;
            sets[i] = Codes(bins.Categories, _sets[i]);
        }

        return new Tree(columns, thresholds, _left[.._nodes], _right[.._nodes], _missingLeft[.._nodes], leafValues)
        {
            Gains = _gain[.._nodes],
            LeafRows = leafRows,
            CategorySets = sets,
        };
    }

    // Apart, so that no closure is made for nodes that compare.
    private static int[] Codes(int[] categories, BinSet set) => [.. categories.Where((_, bin) => set.Contains(bin))];
}
