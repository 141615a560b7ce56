using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Importance;

/// <summary>Regression trees, each grown on trials drawn with replacement (Breiman 2001, all dimensions at each node).</summary>
internal sealed record Forest(IReadOnlyList<Tree> Trees)
{
    public static Forest Grow(IReadOnlyList<Dimension> dimensions, double[][] rows, double[] values, ImportanceOptions options)
    {
        // Cuts are judged by falls of squared error, which should not depend on the objective's unit.
        double mean = values.Average(), scale = values.Max(v => Math.Abs(v - mean));
        double[] scaled = [.. values.Select(v => (v - mean) / scale)];
        var trees = Enumerable.Range(0, options.Trees).Select(i =>
        {
            var random = new SeededRandom(options.Seed, i);
            int[] sample = [.. rows.Select(_ => (int)random.NextBelow(rows.Length))];
            var tree = new TreeGrower(dimensions, Filled(dimensions, rows, random), scaled, options.MinLeafTrials).Grow(sample);
            return new Tree([.. tree.Leaves.Select(l => l with { Value = mean + scale * l.Value })]);
        });
        return new([.. trees]);
    }

    // A fixed value in place of an inactive one would tell the tree that its parent is off, and take the parent's importance over. A random one tells
    // nothing: what is inactive has no effect, over its whole range.
    private static double[][] Filled(IReadOnlyList<Dimension> dimensions, double[][] rows, SeededRandom random) =>
        [.. rows.Select(row => row.Select((v, d) => dimensions[d].Snap(double.IsNaN(v) ? random.NextDouble() : v)).ToArray())];
}
