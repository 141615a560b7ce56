using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class HistGradientBoostingTests
{
    private static readonly BoostingOptions Squared = new() { Loss = BoostingLoss.SquaredError, StartFromMean = false };

    public static TheoryData<int, int, double, bool, double, double, int> Cases => new()
    {
        { 1, 3, 0, false, 0, 0, 0 },
        { 2, 5, 0.2, false, 0, 0, 0 },
        { 3, 8, 0, true, 1, 2, 0 },
        { 4, 9, 0.5, true, 0.5, 0, 3 },
        { 5, 1, 0.1, false, 0, 1, 0 },
        { 6, 17, 0, false, 0, 0, 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_FirstTree_EqualsNaiveTree(int seed, int columns, double missing, bool weighted, double l1, double l2, int depth)
    {
        var data = Rows.Regression(150, columns, seed, distinct: 12, missing: missing, weighted: weighted);
        var options = Squared with { Trees = 1, Leaves = 8, MinRowsPerLeaf = 7, L1 = l1, L2 = l2, MaxDepth = depth, LearningRate = 0.5 };
        var model = new HistGradientBoosting().Fit(options, data);
        var weights = data.Weights ?? [.. data.Labels.Select(_ => 1f)];
        var naive = new NaiveTree(data, options, [.. data.Labels.Zip(weights, (y, w) => -(double)y * w)], [.. weights.Select(w => (double)w)]);
        var scores = new float[data.Rows];
        model.Predict(data.Features, scores);
        Assert.Equal(naive.Leaves, model.Trees[0].Leaves);
        var expected = naive.Values();
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.Equal(expected[i], scores[i], 5);
        }
    }

    [Fact]
    public void Fit_StepFunction_IsFoundExactly()
    {
        var data = new TrainingData(new FloatMatrix(6, 1, [1, 2, 3, 4, 5, 6]), [1, 1, 1, 5, 5, 5]);
        var model = new HistGradientBoosting().Fit(Squared with { Trees = 1, Leaves = 2, MinRowsPerLeaf = 1, LearningRate = 1 }, data);
        var tree = Assert.Single(model.Trees);
        Assert.Equal([3.5f], tree.Thresholds);
        Assert.Equal([1f, 5f], tree.LeafValues);
        Assert.Equal([3, 3], tree.LeafRows);
        Assert.Equal(24f, tree.Gains[0]);
    }

    [Fact]
    public void Fit_Logistic_LowersTrainingLossEveryRound()
    {
        var session = new HistGradientBoosting().Start(new BoostingOptions { Trees = 20 }, Rows.Binary(2000, 6, 1));
        var before = session.TrainingLoss();
        for (var round = 1; round <= 20; round++)
        {
            session.RunTo(round);
            var now = session.TrainingLoss();
            Assert.True(now < before, $"Round {round}: {now} is not below {before}.");
            before = now;
        }
    }

    [Fact]
    public void Fit_Softmax_LearnsClasses()
    {
        var data = Rows.Multiclass(3000, 5, 4, 3);
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Loss = BoostingLoss.Softmax, Classes = 4, Trees = 30 }, data);
        Assert.Equal(120, model.Trees.Count);
        var scores = new FloatMatrix(data.Rows, 4);
        model.Predict(data.Features, scores.Values);
        Assert.InRange(Trainers.Metrics.MulticlassMetrics.MicroAccuracy(scores, data.Labels), 0.6, 1);
    }

    [Theory]
    [InlineData(BoostingLoss.Logistic)]
    [InlineData(BoostingLoss.Softmax)]
    [InlineData(BoostingLoss.Absolute)]
    public void Fit_AnyThreads_GivesTheSameModel(BoostingLoss loss)
    {
        var data = loss == BoostingLoss.Softmax ? Rows.Multiclass(30_000, 20, 3, 7) : Rows.Binary(30_000, 20, 7, missing: 0.1);
        var options = new BoostingOptions { Loss = loss, Classes = loss == BoostingLoss.Softmax ? 3 : 0, Trees = 3, RowSampling = 0.8, ColumnSampling = 0.7 };
        Assert.Equal(Bytes(options, data), Bytes(options with { Threads = 4 }, data));
    }

    [Fact]
    public void Fit_SameSeed_GivesTheSameModelAndAnotherSeedAnother()
    {
        var data = Rows.Binary(2000, 10, 7);
        var options = new BoostingOptions { Trees = 5, RowSampling = 0.5, ColumnSampling = 0.5, ColumnSamplingByNode = 0.5, ExtraTrees = true };
        Assert.Equal(Bytes(options, data), Bytes(options, data));
        Assert.NotEqual(Bytes(options, data), Bytes(options with { Seed = 1 }, data));
    }

    [Fact]
    public void Fit_ExtraTrees_ObeysLeafLimitsAndLearns()
    {
        var data = Rows.Binary(2000, 6, 2, missing: 0.2);
        var session = new HistGradientBoosting().Start(new BoostingOptions { ExtraTrees = true, MinRowsPerLeaf = 30 }, data);
        var before = session.TrainingLoss();
        session.RunTo(30);
        Assert.True(session.TrainingLoss() < 0.8 * before);
        Assert.All(session.CreateModel().Trees, tree => Assert.All(tree.LeafRows, rows => Assert.True(rows >= 30)));
    }

    [Fact]
    public void Fit_ColumnSampling_UsesThatManyColumnsPerTree()
    {
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Trees = 10, ColumnSampling = 0.3 }, Rows.Binary(2000, 10, 2));
        Assert.All(model.Trees, tree => Assert.True(tree.SplitFeatures.Distinct().Count() <= 3));
        Assert.True(model.Trees.SelectMany(t => t.SplitFeatures).Distinct().Count() > 3);
    }

    [Fact]
    public void Fit_RowSampling_CountsSampledRowsAndUpdatesAll()
    {
        var data = Rows.Regression(1000, 4, 5);
        var options = Squared with { Trees = 4, RowSampling = 0.25 };
        var session = new HistGradientBoosting().Start(options, data);
        session.RunTo(4);
        var model = session.CreateModel();
        Assert.All(model.Trees, tree => Assert.Equal(250, tree.LeafRows.Sum()));
        var scores = new float[data.Rows];
        model.Predict(data.Features, scores);
        var loss = scores.Zip(data.Labels, (s, y) => ((double)s - y) * ((double)s - y) / 2).Average();
        Assert.Equal(loss, session.TrainingLoss(), 12);
    }

    [Fact]
    public void Fit_RowsOfWeightZero_DoNotCount()
    {
        var data = Rows.Regression(400, 3, 5);
        var weights = Enumerable.Range(0, 400).Select(i => i < 200 ? 1f : 0f).ToArray();
        var weighted = new TrainingData(data.Features, data.Labels, weights);
        var options = new BoostingOptions { Loss = BoostingLoss.SquaredError, Trees = 1, Leaves = 2, MinRowsPerLeaf = 1, MinHessianPerLeaf = 1, LearningRate = 1 };
        var half = new HistGradientBoosting().Fit(options, data.Select([.. Enumerable.Range(0, 200)]));
        var all = new HistGradientBoosting().Fit(options, weighted);
        Assert.Equal(half.BaseScores, all.BaseScores);
        Assert.Equal(half.Trees[0].SplitFeatures, all.Trees[0].SplitFeatures);
        Assert.Equal(half.Trees[0].LeafValues, all.Trees[0].LeafValues);
    }

    [Fact]
    public void Fit_Cancelled_ThrowsAndSessionGoesOn()
    {
        var data = Rows.Binary(2000, 6, 1);
        var options = new BoostingOptions { Trees = 10 };
        var session = new HistGradientBoosting().Start(options, data);
        session.RunTo(4);
        Assert.Throws<OperationCanceledException>(() => session.RunTo(10, new CancellationToken(canceled: true)));
        Assert.Equal(4, session.Trees);
        session.RunTo(10);
        Assert.Equal(Bytes(options, data), Bytes(session.CreateModel()));
    }

    internal static byte[] Bytes(BoostingOptions options, TrainingData data) => Bytes(new HistGradientBoosting().Fit(options, data));

    internal static byte[] Bytes(TreeEnsembleModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
