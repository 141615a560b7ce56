namespace MLNetTuning.Sweepers.Importance;

/// <summary>Splits the variance of each tree into what parameters do alone and in pairs.</summary>
internal sealed class Decomposition
{
    private readonly List<Tree> _trees;
    private readonly double[][] _alone;

    public Decomposition(Forest forest, int dimensions)
    {
        // A tree without variance explains nothing.
        _trees = [.. forest.Trees.Where(t => t.Variance > 0)];
        _alone = [.. _trees.Select(tree => Enumerable.Range(0, dimensions).Select(d => new Marginal(tree, d).Variance).ToArray())];
    }

    public ImportanceShare Single(int dimension, string name) => Share([name], i => _alone[i][dimension]);

    public ImportanceShare Pair(int first, int second, string[] names) =>
        Share(names, i => Math.Max(0, PairMarginal.Variance(_trees[i], first, second) - _alone[i][first] - _alone[i][second]));

    public static (double Mean, double Deviation) Moments(double[] values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
    }

    private ImportanceShare Share(string[] names, Func<int, double> variance)
    {
        var (mean, deviation) = _trees.Count == 0 ? (0, 0) : Moments([.. Enumerable.Range(0, _trees.Count).Select(i => variance(i) / _trees[i].Variance)]);
        return new(names, mean, deviation);
    }
}
