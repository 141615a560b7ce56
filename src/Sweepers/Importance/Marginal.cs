namespace MLNetTuning.Sweepers.Importance;

/// <summary>A tree's prediction along one dimension, averaged exactly over all others (Hutter et al. 2014, algorithm 2).</summary>
internal sealed class Marginal
{
    private readonly Segments _segments;
    private readonly double[] _values;

    public Marginal(Tree tree, int dimension)
    {
        _segments = new Segments(tree, dimension);
        var steps = new double[_segments.Count + 1];
        for (int leaf = 0; leaf < tree.Leaves.Count; leaf++)
        {
            double part = tree.Leaves[leaf].Value * tree.Volumes[leaf] / tree.Leaves[leaf].Size(dimension);
            foreach (var (from, to) in _segments.Runs(leaf))
            {
                steps[from] += part;
                steps[to] -= part;
            }
        }

        _values = new double[_segments.Count];
        double sum = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = sum += steps[i];
        }

        Variance = _values.Select((v, i) => _segments.Width(i) * (v - tree.Mean) * (v - tree.Mean)).Sum();
    }

    public double Variance { get; }

    public double At(double unit) => _values[_segments.Of(unit)];
}
