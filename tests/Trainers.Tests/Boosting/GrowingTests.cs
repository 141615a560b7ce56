using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Growing;

namespace MLNetTuning.Trainers.Tests.Boosting;

/// <summary>What growing promises beside the trees themselves: memory, and the same trees however the work is shared.</summary>
public sealed class GrowingTests
{
    [Fact]
    public void Grow_SecondTree_AllocatesTheTreeOnly()
    {
        var data = Rows.Binary(20_000, 8, 1, missing: 0.05);
        var bins = Binner.Bin(data.Features, new BoostingOptions(), default);
        var gradients = Logistic(data);
        foreach (var leaves in new[] { 31, 500 })
        {
            var grower = new TreeGrower(bins, new GrowOptions { Leaves = leaves, MinRowsPerLeaf = 5 });
            Grow(grower, gradients);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var tree = Grow(grower, gradients);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            // 29 bytes a leaf are the tree; the check of a tree marks its nodes. Anything more, once a node, would be beyond this.
            Assert.Equal(leaves, tree.Leaves);
            Assert.InRange(allocated, 1, 2000 + (40 * leaves));
        }
    }

    [Fact]
    public void Grow_WithoutColumnsAndWithASmallPool_GrowsTheSameTree()
    {
        var data = Rows.Binary(6000, 6, 2, missing: 0.05);
        var bins = Binner.Bin(data.Features, new BoostingOptions(), default);
        var gradients = Logistic(data);
        var options = new GrowOptions { Leaves = 200, MinRowsPerLeaf = 3 };
        var expected = Grow(new TreeGrower(bins, options), gradients);
        var rowsOnly = new BinnedMatrix(bins.Rows, bins.Features, bins.Bins, null);
        foreach (var threads in new[] { 1, 3 })
        {
            Same(expected, Grow(new TreeGrower(rowsOnly, options with { Threads = threads }), gradients));
            Same(expected, Grow(new TreeGrower(bins, options with { Threads = threads, HistogramBytes = 1 }), gradients));
        }
    }

    [Fact]
    public void Fit_SoftmaxAnyThreads_GivesTheSameModel()
    {
        var data = Rows.Multiclass(900, 5, 5, 1);
        var options = new BoostingOptions { Loss = BoostingLoss.Softmax, Classes = 5, Trees = 8, Leaves = 12, RowSampling = 0.7 };
        var one = HistGradientBoostingTests.Bytes(new HistGradientBoosting().Fit(options, data));
        Assert.Equal(one, HistGradientBoostingTests.Bytes(new HistGradientBoosting().Fit(options with { Threads = 2 }, data)));
        Assert.Equal(one, HistGradientBoostingTests.Bytes(new HistGradientBoosting().Fit(options with { Threads = 7 }, data)));
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    public void Fit_BinsWithoutRowsInANode_CutsInTheMiddleOfTheGap(PredictionTask task)
    {
        // The second column parts 0 from 9; 1 to 8 occur only where the first column is 1, whose rows are alike.
        var features = new FloatMatrix(40, 2);
        var labels = new float[40];
        for (var i = 0; i < 40; i++)
        {
            features.Row(i)[0] = i % 2;
            features.Row(i)[1] = i % 2 == 0 ? i % 4 / 2 * 9 : Math.Max(0, (i / 2) - 11);
            labels[i] = i % 2 == 1 ? 1 : i % 4 / 2;
        }

        var options = new ForestOptions { Task = task, Classes = task == PredictionTask.Multiclass ? 2 : 0, Trees = 1, Bootstrap = false, ColumnSamplingByNode = 1 };
        var tree = new ForestTrainer().Fit(options, new TrainingData(features, labels)).Trees[0];
        Assert.Equal(3, tree.Leaves);
        Assert.Equal(4f, tree.Thresholds[Array.IndexOf(tree.SplitFeatures, 1)], 0.5f);
    }

    private static Tree Grow(TreeGrower grower, GradientBuffer gradients)
    {
        for (var i = 0; i < grower.Rows.Length; i++)
        {
            grower.Rows[i] = i;
        }

        return grower.Grow(gradients, grower.Rows.Length, 0, default);
    }

    private static void Same(Tree expected, Tree actual)
    {
        Assert.Equal(expected.SplitFeatures, actual.SplitFeatures);
        Assert.Equal(expected.Thresholds, actual.Thresholds);
        Assert.Equal(expected.Left, actual.Left);
        Assert.Equal(expected.LeafValues, actual.LeafValues);
        Assert.Equal(expected.LeafRows, actual.LeafRows);
    }

    private static GradientBuffer Logistic(TrainingData data)
    {
        var gradients = new GradientBuffer(data.Rows);
        for (var i = 0; i < data.Rows; i++)
        {
            gradients.Floats[2 * i] = 0.3f - data.Labels[i] + (i % 7 / 100f);
            gradients.Floats[(2 * i) + 1] = 0.21f;
        }

        gradients.Begin();
        gradients.Add(GradientStatistics.Of(gradients.Floats));
        gradients.SetScales();
        gradients.Quantize(0, data.Rows);
        return gradients;
    }
}
