using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class ForestTrainerTests
{
    [Fact]
    public void Fit_OneTreeOnAllRows_FitsDistinctRowsExactly()
    {
        var features = new FloatMatrix(200, 1, [.. Enumerable.Range(0, 200).Select(i => (float)i)]);
        var random = new Random(1);
        var data = new TrainingData(features, [.. Enumerable.Range(0, 200).Select(_ => random.Next(100) / 4f)]);
        var options = new ForestOptions { Task = PredictionTask.Regression, Trees = 1, Bootstrap = false };
        var scores = new float[200];
        new ForestTrainer().Fit(options, data).Predict(features, scores);
        Assert.All(scores.Zip(data.Labels), p => Assert.Equal(p.Second, p.First, 1e-4));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_Binary_GivesProbabilitiesThatGeneralise(bool extra)
    {
        var data = Rows.Binary(3000, 6, 1, missing: 0.1);
        var test = Rows.Binary(1000, 6, 2, missing: 0.1);
        var model = new ForestTrainer().Fit(new ForestOptions { Trees = 30, ExtraTrees = extra, Bootstrap = !extra }, data);
        var scores = new float[test.Rows];
        model.Predict(test.Features, scores);
        Assert.All(scores, s => Assert.InRange(s, -1e-5f, 1.00001f));
        Assert.InRange(BinaryMetrics.AreaUnderRocCurve(scores, test.Labels), 0.85, 1);
    }

    [Fact]
    public void Fit_Multiclass_ScoresSumToAboutOne()
    {
        var data = Rows.Multiclass(1500, 5, 4, 1);
        var model = new ForestTrainer().Fit(new ForestOptions { Task = PredictionTask.Multiclass, Classes = 4, Trees = 20, MinRowsPerLeaf = 3 }, data);
        Assert.Equal(80, model.Trees.Count);
        var scores = new FloatMatrix(data.Rows, 4);
        model.Predict(data.Features, scores.Values);
        Assert.InRange(Enumerable.Range(0, data.Rows).Average(i => scores.Row(i).ToArray().Sum()), 0.98, 1.02);
        Assert.InRange(MulticlassMetrics.MicroAccuracy(scores, data.Labels), 0.8, 1);
    }

    [Fact]
    public void Fit_Limits_AreKept()
    {
        var model = new ForestTrainer().Fit(new ForestOptions { Trees = 5, Leaves = 9, MinRowsPerLeaf = 12 }, Rows.Binary(1000, 4, 1));
        Assert.All(model.Trees, t => Assert.InRange(t.Leaves, 2, 9));
        Assert.All(model.Trees, t => Assert.All(t.LeafRows, rows => Assert.True(rows >= 12)));
        Assert.All(model.Trees, t => Assert.Equal(1000, t.LeafRows.Sum()));
    }

    [Fact]
    public void Fit_AnyThreads_GivesTheSameForestAndAnotherSeedAnother()
    {
        var data = Rows.Binary(500, 6, 1);
        var options = new ForestOptions { Trees = 8 };
        var one = HistGradientBoostingTests.Bytes(new ForestTrainer().Fit(options, data));
        Assert.Equal(one, HistGradientBoostingTests.Bytes(new ForestTrainer().Fit(options with { Threads = 3 }, data)));
        Assert.NotEqual(one, HistGradientBoostingTests.Bytes(new ForestTrainer().Fit(options with { Seed = 1 }, data)));
    }

    [Fact]
    public void FitOutOfBag_NoisyLabels_AreHonestWhereFittedScoresAreNot()
    {
        var random = new Random(1);
        var data = new TrainingData(Rows.Features(600, 5, 100, 1), [.. Enumerable.Range(0, 600).Select(_ => (float)random.Next(2))]);
        var fit = new ForestTrainer().FitOutOfBag(new ForestOptions { Trees = 60 }, data);
        var scores = new float[600];
        fit.Model.Predict(data.Features, scores);
        Assert.InRange(BinaryMetrics.AreaUnderRocCurve(scores, data.Labels), 0.98, 1);
        Assert.InRange(BinaryMetrics.AreaUnderRocCurve(fit.OutOfBagScores, data.Labels), 0.4, 0.6);
    }

    [Fact]
    public void FitOutOfBag_EveryTreeSawTheRow_IsNaN()
    {
        var options = new ForestOptions { Trees = 2, Bootstrap = false };
        Assert.All(new ForestTrainer().FitOutOfBag(options, Rows.Binary(50, 2, 1)).OutOfBagScores, s => Assert.True(float.IsNaN(s)));
    }

    [Fact]
    public void Fit_Weights_ActLikeRepeatedRows()
    {
        var data = Rows.Regression(200, 3, 1);
        var twice = data.Select([.. Enumerable.Range(0, 200), .. Enumerable.Range(0, 200)]);
        var weighted = new TrainingData(data.Features, data.Labels, [.. Enumerable.Repeat(2f, 200)]);
        var options = new ForestOptions { Task = PredictionTask.Regression, Trees = 1, Bootstrap = false, Leaves = 6 };
        var one = new ForestTrainer().Fit(options, twice);
        var other = new ForestTrainer().Fit(options, weighted);
        Assert.Equal(one.Trees[0].SplitFeatures, other.Trees[0].SplitFeatures);
        Assert.Equal(one.Trees[0].LeafValues, other.Trees[0].LeafValues);
    }

    [Fact]
    public void Fit_Cancelled_Throws()
        => Assert.Throws<OperationCanceledException>(
            () => new ForestTrainer().Fit(new ForestOptions { Threads = 2 }, Rows.Binary(500, 6, 1), new CancellationToken(canceled: true)));

    [Fact]
    public void Fit_BadOptionsOrRows_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ForestOptions { Trees = 0, Leaves = 1, Classes = 2 }.Validate());
        Assert.Equal(
            "ForestOptions: Classes is 2; it must be 0 unless Task is Multiclass. Trees is 0; it must be 1 or more. Leaves is 1; it must be 0 (no limit) or 2 or more.",
            error.Message);
        Assert.Throws<ArgumentException>(() => new ForestTrainer().Fit(new ForestOptions(), new TrainingData(new FloatMatrix(1, 1), [3])));
        Assert.Throws<ArgumentException>(() => new ForestTrainer().Fit(new ForestOptions(), new TrainingData(new FloatMatrix(0, 1), [])));
    }
}
