using MLNetTuning.Sweepers.Importance;
using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tests.Importance;

/// <summary>The exact marginals of a tree against sums over a fine grid.</summary>
public class DecompositionTests
{
    private static readonly Dimension[] _dimensions =
    [
        new(new FloatParameter("x", 0, 1)), new(new ChoiceParameter("k", "a", "b", "c")), new(new FloatParameter("y", 0, 1)),
    ];

    private static Tree Grow()
    {
        var random = new Random(5);
        double[][] rows = [.. Enumerable.Range(0, 60).Select(_ => new[] { random.NextDouble(), (random.Next(3) + 0.5) / 3, random.NextDouble() })];
        double[] values = [.. rows.Select(r => Math.Sin(9 * r[0]) * (r[1] > 0.5 ? 1 : -2) + r[2] * r[0])];
        return new TreeGrower(_dimensions, rows, values, 1).Grow([.. Enumerable.Range(0, 60)]);
    }

    private static double Predict(Tree tree, params double[] point) => tree.Leaves.Single(l => Enumerable.Range(0, 3).All(d => l.Categories[d] is { } within
        ? within[_dimensions[d].CellOf(point[d])]
        : point[d] > l.Low[d] && point[d] <= l.High[d])).Value;

    [Fact]
    public void Grow_Leaves_PartitionTheCube()
    {
        var tree = Grow();
        Assert.True(tree.Leaves.Count > 20);
        Assert.Equal(1, tree.Volumes.Sum(), 12);
    }

    [Fact]
    public void Marginals_OfATree_AreWhatAFineGridSays()
    {
        const int n = 60;
        var tree = Grow();
        double[] grid = [.. Enumerable.Range(0, n).Select(i => (i + 0.5) / n)], cells = [1 / 6.0, 0.5, 5 / 6.0];
        double[,,] all = new double[n, 3, n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < 3; k++)
            {
                for (int j = 0; j < n; j++)
                {
                    all[i, k, j] = Predict(tree, grid[i], cells[k], grid[j]);
                }
            }
        }

        double mean = all.Cast<double>().Average();
        Assert.Equal(mean, tree.Mean, 0.03);
        Assert.Equal(all.Cast<double>().Average(v => (v - mean) * (v - mean)), tree.Variance, 0.06);
        double[] alongK = [.. Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, n).Average(i => Enumerable.Range(0, n).Average(j => all[i, k, j])))];
        var marginal = new Marginal(tree, 1);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(alongK[k], marginal.At(cells[k]), 0.03);
        }

        double pair = Enumerable.Range(0, n).Average(i => Enumerable.Range(0, 3).Average(k => Math.Pow(Enumerable.Range(0, n).Average(j => all[i, k, j]) - mean, 2)));
        Assert.Equal(pair, PairMarginal.Variance(tree, 0, 1), 0.06);
    }

    [Fact]
    public void PairVariance_OfAllDimensionsOfATwoDimensionalTree_IsTheWhole()
    {
        var tree = new Tree([
            new Leaf(1, [0, 0], [0.25, 1], [null, null]), new Leaf(3, [0.25, 0], [1, 0.5], [null, null]), new Leaf(-2, [0.25, 0.5], [1, 1], [null, null])]);
        Assert.Equal(tree.Variance, PairMarginal.Variance(tree, 0, 1), 12);
        Assert.Equal(0.25 * 1 + 0.375 * 3 - 0.375 * 2, tree.Mean, 12);
        Assert.Equal(0.5, new Marginal(tree, 0).At(0.9), 12);
    }
}
