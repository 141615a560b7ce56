using MLNetTuning.Trainers.Boosting.Kernels;

namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>Turns trees into nodes that take leaves away, word by word of 32 leaves.</summary>
internal sealed class MaskLayout
{
    private readonly Dictionary<int, int> _places = [];
    private readonly List<MaskNode>[] _runs = [[], [], []];

    public MaskLayout(IReadOnlyList<Tree> trees)
    {
        foreach (var column in trees.SelectMany(static t => t.SplitFeatures).Distinct().Order())
        {
            _places[column] = Columns.Count;
            Columns.Add(column);
        }

        TreeWords = new int[trees.Count + 1];
        for (var t = 0; t < trees.Count; t++)
        {
            Lay(trees[t]);
            TreeWords[t + 1] = Words.Count;
        }
    }

    /// <summary>The columns looked at, rising; a block holds their values in this order.</summary>
    public List<int> Columns { get; } = [];

    public List<MaskNode> Nodes { get; } = [];

    public List<MaskWord> Words { get; } = [];

    /// <summary>32 leaf values a word, those behind a tree's last leaf 0.</summary>
    public List<float> Values { get; } = [];

    public List<CategoryLookup> Sets { get; } = [];

    /// <summary>The first word of each tree, and the end.</summary>
    public int[] TreeWords { get; }

    private void Lay(Tree tree)
    {
        var order = new LeafOrder(tree);
        for (var first = 0; first < tree.Leaves; first += MaskKernel.Bits)
        {
            AddWord(tree, order, first);
            for (var i = 0; i < MaskKernel.Bits; i++)
            {
                Values.Add(first + i < tree.Leaves ? order.Values[first + i] : 0);
            }
        }
    }

    private void AddWord(Tree tree, LeafOrder order, int first)
    {
        for (var node = 0; node < tree.Nodes; node++)
        {
            var mask = (uint)order.Mask(node, first, MaskKernel.Bits);
            if (mask != uint.MaxValue)
            {
                AddNode(tree, node, mask);
            }
        }

        var start = Nodes.Count;
        foreach (var run in _runs)
        {
            Nodes.AddRange(run);
        }

        Words.Add(new MaskWord(start, start + _runs[0].Count, start + _runs[0].Count + _runs[1].Count, Nodes.Count));
        Array.ForEach(_runs, static run => run.Clear());
    }

    private void AddNode(Tree tree, int node, uint mask)
    {
        var offset = _places[tree.SplitFeatures[node]] * MaskKernel.Lanes;
        if (tree.CategorySets.Length > 0 && tree.CategorySets[node] is { } set)
        {
            _runs[2].Add(new MaskNode { Offset = offset, Threshold = BitConverter.Int32BitsToSingle(Sets.Count), Mask = mask });
            Sets.Add(new CategoryLookup(set));
            return;
        }

        _runs[tree.MissingGoesLeft[node] ? 1 : 0].Add(new MaskNode { Offset = offset, Threshold = tree.Thresholds[node], Mask = mask });
    }
}
