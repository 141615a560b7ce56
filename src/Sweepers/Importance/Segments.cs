namespace MLNetTuning.Sweepers.Importance;

/// <summary>A dimension cut wherever a leaf of a tree begins or ends: within a segment the tree's marginal is constant.</summary>
internal sealed class Segments
{
    private readonly Tree _tree;
    private readonly int _dimension;
    private readonly double[] _edges;

    public Segments(Tree tree, int dimension)
    {
        _tree = tree;
        _dimension = dimension;
        Categories = tree.Leaves[0].Categories[dimension]?.Length ?? 0;
        _edges = Categories > 0
            ? [.. Enumerable.Range(0, Categories + 1).Select(i => (double)i / Categories)]
            : [.. tree.Leaves.SelectMany(l => new[] { l.Low[dimension], l.High[dimension] }).Distinct().Order()];
    }

    public int Categories { get; }

    public int Count => _edges.Length - 1;

    public double Width(int segment) => _edges[segment + 1] - _edges[segment];

    public int Of(double unit)
    {
        int found = Array.BinarySearch(_edges, unit);
        return Math.Clamp(found >= 0 ? found : ~found - 1, 0, Count - 1);
    }

    /// <summary>The runs of segments that a leaf covers, as [from, to).</summary>
    public IEnumerable<(int From, int To)> Runs(int leaf)
    {
        if (_tree.Leaves[leaf].Categories[_dimension] is not { } within)
        {
            yield return (Array.BinarySearch(_edges, _tree.Leaves[leaf].Low[_dimension]), Array.BinarySearch(_edges, _tree.Leaves[leaf].High[_dimension]));
            yield break;
        }

        for (int i = 0; i < within.Length; i++)
        {
            if (within[i])
            {
                yield return (i, i + 1);
            }
        }
    }
}
