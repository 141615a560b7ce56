using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Tests.Boosting;

/// <summary>Forests of several classes, whose trees serve all of them, and categories in forests.</summary>
public sealed class ClassForestTests
{
    private static readonly ForestOptions Three = new() { Task = PredictionTask.Multiclass, Classes = 3, Trees = 12 };

    [Fact]
    public void Fit_Multiclass_ScoresSumToOneAndTreesShareNodes()
    {
        var data = Rows.Multiclass(400, 5, 3, 1);
        var model = new ForestTrainer().Fit(Three, data);
        var scores = new FloatMatrix(data.Rows, 3);
        model.Predict(data.Features, scores.Values);
        Assert.All(Enumerable.Range(0, data.Rows), i => Assert.Equal(1, scores.Row(i).ToArray().Sum(), 1e-4));
        Assert.True(model.Trees[4].SharesNodes(model.Trees[3]));
        Assert.False(model.Trees[3].SharesNodes(model.Trees[2]));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(40, false)]
    public void Predict_SharedNodes_EqualsTreeByTree(int leaves, bool categorical)
    {
        var data = Codes(1500, 3, 1);
        var model = new ForestTrainer().Fit(Three with { Leaves = leaves, Categorical = categorical ? [0, 1] : null }, data);
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;
        var loaded = TreeEnsembleModel.Load(file);
        Assert.True(loaded.Trees[1].SharesNodes(loaded.Trees[0]));
        var scores = new float[data.Rows * 3];
        loaded.Predict(data.Features, scores, threads: 2);
        var row = new float[3];
        for (var i = 0; i < data.Rows; i++)
        {
            loaded.PredictRow(data.Features.Row(i), row);
            for (var k = 0; k < 3; k++)
            {
                var expected = Enumerable.Range(0, 12).Sum(t => model.Trees[(3 * t) + k].Predict(data.Features.Row(i)));
                Assert.Equal(expected, scores[(3 * i) + k], 1e-5);
                Assert.Equal(expected, row[k], 1e-5);
            }
        }
    }

    [Fact]
    public void Fit_MulticlassLimits_AreKept()
    {
        var model = new ForestTrainer().Fit(Three with { Leaves = 9, MinRowsPerLeaf = 12, MaxDepth = 4 }, Rows.Multiclass(1000, 4, 3, 1));
        Assert.All(model.Trees, t => Assert.InRange(t.Leaves, 2, 9));
        Assert.All(model.Trees, t => Assert.All(t.LeafRows, rows => Assert.True(rows >= 12)));
        Assert.All(model.Trees, t => Assert.Equal(1000, t.LeafRows.Sum()));
        Assert.All(model.Trees, t => Assert.InRange(Depth(t, 0), 1, 4));
    }

    [Fact]
    public void Fit_Multiclass_AnyThreadsGivesTheSameForest()
    {
        var data = Rows.Multiclass(500, 6, 3, 1);
        var one = HistGradientBoostingTests.Bytes(new ForestTrainer().Fit(Three, data));
        Assert.Equal(one, HistGradientBoostingTests.Bytes(new ForestTrainer().Fit(Three with { Threads = 3 }, data)));
        Assert.NotEqual(one, HistGradientBoostingTests.Bytes(new ForestTrainer().Fit(Three with { Seed = 1 }, data)));
    }

    [Fact]
    public void Fit_MulticlassWeights_ActLikeRepeatedRows()
    {
        var data = Rows.Multiclass(200, 3, 3, 1);
        var twice = data.Select([.. Enumerable.Range(0, 400).Select(i => i / 2)]);
        var weighted = new TrainingData(data.Features, data.Labels, [.. Enumerable.Repeat(2f, 200)]);
        var options = Three with { Trees = 1, Bootstrap = false, Leaves = 6 };
        var one = new ForestTrainer().Fit(options, twice);
        var other = new ForestTrainer().Fit(options, weighted);
        Assert.Equal(one.Trees[0].SplitFeatures, other.Trees[0].SplitFeatures);
        Assert.Equal(one.Trees[1].LeafValues, other.Trees[1].LeafValues);
    }

    [Fact]
    public void Fit_ZeroWeights_CountForNothing()
    {
        var data = Rows.Multiclass(200, 3, 3, 1);
        var weighted = new TrainingData(data.Features, data.Labels, [.. Enumerable.Range(0, 200).Select(i => i < 60 ? 0f : 1f)]);
        var model = new ForestTrainer().Fit(Three with { Trees = 1, Bootstrap = false }, weighted);
        var scores = new FloatMatrix(200, 3);
        model.Predict(data.Features, scores.Values);
        Assert.All(scores.Values, s => Assert.InRange(s, 0, 1.0001f));
        Assert.All(Enumerable.Range(60, 140), i => Assert.Equal(1, scores.Row(i)[(int)data.Labels[i]], 1e-5));
    }

    [Fact]
    public void FitOutOfBag_Multiclass_IsNearAFreshTest()
    {
        var data = Rows.Multiclass(1500, 5, 3, 1);
        var test = Rows.Multiclass(1500, 5, 3, 2);
        var fit = new ForestTrainer().FitOutOfBag(Three with { Trees = 50 }, data);
        var scores = new FloatMatrix(test.Rows, 3);
        fit.Model.Predict(test.Features, scores.Values);
        var honest = MulticlassMetrics.MicroAccuracy(new FloatMatrix(data.Rows, 3, fit.OutOfBagScores), data.Labels);
        Assert.Equal(MulticlassMetrics.MicroAccuracy(scores, test.Labels), honest, 0.05);
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Regression)]
    [InlineData(PredictionTask.Multiclass)]
    public void Fit_CategoriesWithoutOrder_BeatCodes(PredictionTask task)
    {
        var classes = task == PredictionTask.Multiclass ? 3 : 0;
        var data = Codes(3000, Math.Max(2, classes), 1);
        var options = new ForestOptions { Task = task, Classes = classes, Trees = 10, Leaves = 6, ColumnSamplingByNode = 1 };
        var asCodes = Right(new ForestTrainer().Fit(options, data), data, classes);
        var model = new ForestTrainer().Fit(options with { Categorical = [0] }, data);
        Assert.InRange(Right(model, data, classes), asCodes + 0.05, 1);
        Assert.Contains(model.Trees, t => t.CategorySets.Length > 0);
    }

    [Fact]
    public void Fit_CategoricalThatIsNot_IsRefused()
    {
        var data = Rows.Binary(50, 2, 1);
        Assert.Contains("column 5", Assert.Throws<ArgumentException>(() => new ForestTrainer().Fit(new ForestOptions { Categorical = [5] }, data)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ForestOptions { Categorical = [1, 1] }.Validate());
    }

    // Labels that follow column 0 without order; column 1 is noise.
    private static TrainingData Codes(int rows, int classes, int seed)
    {
        var random = new Random(seed);
        var features = new FloatMatrix(rows, 2);
        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            var code = random.Next(40);
            features.Row(i)[0] = code;
            features.Row(i)[1] = random.Next(50);
            labels[i] = random.Next(10) == 0 ? random.Next(classes) : code * 7 % 11 % classes;
        }

        return new TrainingData(features, labels);
    }

    private static double Right(TreeEnsembleModel model, TrainingData data, int classes)
    {
        var scores = new float[data.Rows * Math.Max(1, classes)];
        model.Predict(data.Features, scores);
        return classes > 0
            ? MulticlassMetrics.MicroAccuracy(new FloatMatrix(data.Rows, classes, scores), data.Labels)
            : scores.Zip(data.Labels).Average(p => (p.First > 0.5f) == (p.Second > 0.5f) ? 1.0 : 0);
    }

    private static int Depth(Tree tree, int node) => node < 0 ? 0 : 1 + Math.Max(Depth(tree, tree.Left[node]), Depth(tree, tree.Right[node]));
}
