using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class CategoricalTests
{
    private static readonly BoostingOptions Squared = new()
    {
        Loss = BoostingLoss.SquaredError,
        Categorical = [0],
        MinRowsPerLeaf = 1,
        MinRowsPerCategory = 1,
        CategorySmoothing = 0,
        CategoryL2 = 0,
    };

    [Fact]
    public void Fit_OneSplit_FindsTheBestSetOfAll()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 20; trial++)
        {
            var data = Data(random, 60, 7);
            var model = new HistGradientBoosting().Fit(Squared with { Trees = 1, Leaves = 2, LearningRate = 1 }, data);
            Assert.Equal(BestSquaredError(data, 7), SquaredError(model, data), 1e-3);
        }
    }

    [Fact]
    public void Fit_ScatteredCategories_NeedFewerSplitsThanCodes()
    {
        var features = new FloatMatrix(400, 1, [.. Enumerable.Range(0, 400).Select(i => (float)(i % 40))]);
        var data = new TrainingData(features, [.. features.Values.Select(c => c % 2)]);
        var options = Squared with { Trees = 1, Leaves = 2, LearningRate = 1 };
        Assert.Equal(0, SquaredError(new HistGradientBoosting().Fit(options, data), data), 1e-6);
        Assert.True(SquaredError(new HistGradientBoosting().Fit(options with { Categorical = null }, data), data) > 50);
    }

    [Fact]
    public void Fit_MissingUnseenAndOddValues_GoRight()
    {
        var features = new FloatMatrix(6, 1, [3, 3, 8, 8, float.NaN, float.NaN]);
        var data = new TrainingData(features, [4, 4, 0, 0, 0, 0]);
        var model = new HistGradientBoosting().Fit(Squared with { Trees = 1, Leaves = 2, LearningRate = 1 }, data);
        var tree = Assert.Single(model.Trees);
        Assert.Equal([3], tree.CategorySets[0]!);
        var scores = new float[6];
        model.Predict(new FloatMatrix(6, 1, [3, 8, float.NaN, 77, 3.5f, float.PositiveInfinity]), scores);
        Assert.Equal([4f, 0f, 0f, 0f, 0f, 0f], scores.Select(s => MathF.Round(s, 4)));
        Assert.Equal(scores, new[] { 3, 8, float.NaN, 77, 3.5f, float.PositiveInfinity }.Select(v => model.BaseScores[0] + tree.Predict([v])));
    }

    [Fact]
    public void Fit_MoreCategoriesThanBins_KeepsTheFrequentOnes()
    {
        var random = new Random(2);
        var values = Enumerable.Range(0, 5000).Select(_ => (float)Math.Floor(Math.Pow(random.NextDouble(), 3) * 2000)).ToArray();
        var data = new TrainingData(new FloatMatrix(5000, 1, values), [.. values.Select(v => v % 3)]);
        var model = new HistGradientBoosting().Fit(Squared with { Trees = 3, MaxBins = 20, MinRowsPerLeaf = 5 }, data);
        var used = model.Trees.SelectMany(t => t.CategorySets).SelectMany(s => s!).Distinct().ToArray();
        Assert.InRange(used.Length, 2, 20);
        Assert.All(used, code => Assert.True(values.Count(v => v == code) > 10));
    }

    [Fact]
    public void SaveLoadContributionsAndCheckpoint_WithSets_Work()
    {
        var random = new Random(3);
        var data = Data(random, 500, 30);
        var options = new BoostingOptions { Loss = BoostingLoss.SquaredError, Categorical = [0], Trees = 6, MinRowsPerLeaf = 5 };
        var trainer = new HistGradientBoosting();
        var session = trainer.Start(options, data);
        session.RunTo(3);
        var other = trainer.Start(options, data);
        other.Restore(session.Checkpoint());
        session.RunTo(6);
        other.RunTo(6);
        var model = session.CreateModel();
        Assert.Contains(model.Trees, t => t.CategorySets.Any(s => s is not null));
        Assert.Equal(HistGradientBoostingTests.Bytes(model), HistGradientBoostingTests.Bytes(other.CreateModel()));
        using var stream = new MemoryStream(HistGradientBoostingTests.Bytes(model));
        var loaded = TreeEnsembleModel.Load(stream);
        Assert.Equal(HistGradientBoostingTests.Bytes(model), HistGradientBoostingTests.Bytes(loaded));
        var scores = new float[500];
        loaded.Predict(data.Features, scores);
        var parts = loaded.Contributions(data.Features);
        Assert.All(Enumerable.Range(0, 500), i => Assert.Equal(scores[i], parts.Row(i).ToArray().Sum(), 1e-3));
        Assert.Equal(SquaredError(loaded, data) / 1000, session.TrainingLoss(), 1e-4);
    }

    [Fact]
    public void Predict_SmallAndLargeCodes_EqualTheTree()
    {
        int[][] sets = [[0, 5, 63, 64, 200], [7, 100_000, 1 << 24]];
        foreach (var set in sets)
        {
            var tree = new Tree([0], [0], [~0], [~1], [false], [1, 2]) { CategorySets = [set] };
            var model = new TreeEnsembleModel(1, [0f], [tree]);
            float[] values = [0, 1, 5, 7, 62, 63, 64, 65, 200, 201, 256, 99_999, 100_000, 1 << 24, -1, -64, 5.5f, float.NaN, float.MaxValue, float.NegativeInfinity];
            var scores = new float[values.Length];
            model.Predict(new FloatMatrix(values.Length, 1, values), scores);
            Assert.Equal(values.Select(v => v == (int)v && set.Contains((int)v) ? 1f : 2f), scores);
            Assert.Equal(values.Select(v => tree.Predict([v])), scores);
        }
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(0.5f)]
    [InlineData(2e8f)]
    [InlineData(float.PositiveInfinity)]
    public void Fit_NoCategoryCode_NamesColumnAndRow(float value)
    {
        var error = Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(Squared, new TrainingData(new FloatMatrix(2, 1, [1, value]), [1, 2])));
        var twoThreads = Squared with { Threads = 2, Categorical = [0, 17] };
        Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(twoThreads, new TrainingData(new FloatMatrix(1, 18, [value, .. new float[17]]), [1])));
        Assert.Contains("in row 1; categories are whole numbers 0 to 16777216, or NaN for missing.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_BadCategoricalOptionsOrSets_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(Squared with { Categorical = [3] }, Rows.Regression(10, 2, 1)));
        Assert.Throws<ArgumentException>((Squared with { Categorical = [1, 1] }).Validate);
        Assert.Throws<ArgumentException>((Squared with { Categorical = [-1] }).Validate);
        Assert.Throws<ArgumentException>((Squared with { Monotone = [1] }).Validate);
        Assert.Throws<ArgumentException>(() => new Tree([0], [1], [~0], [~1], [false], [1, 2]) { CategorySets = [[3, 3]] });
        Assert.Throws<ArgumentException>(() => new Tree([0], [1], [~0], [~1], [false], [1, 2]) { CategorySets = [[]] });
        Assert.Throws<ArgumentException>(() => new Tree([0], [1], [~0], [~1], [false], [1, 2]) { CategorySets = [null, null] });
    }

    private static TrainingData Data(Random random, int rows, int categories)
    {
        var features = new FloatMatrix(rows, 2);
        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            features.Row(i)[0] = random.Next(categories);
            labels[i] = ((int)features.Row(i)[0] * 7 % 5) + (random.Next(8) / 4f);
        }

        return new TrainingData(features, labels);
    }

    private static double SquaredError(TreeEnsembleModel model, TrainingData data)
    {
        var scores = new float[data.Rows];
        model.Predict(data.Features, scores);
        return scores.Zip(data.Labels, (s, y) => ((double)s - y) * ((double)s - y)).Sum();
    }

    private static double BestSquaredError(TrainingData data, int categories)
    {
        var best = double.PositiveInfinity;
        for (var set = 1; set < (1 << categories) - 1; set++)
        {
            double error = 0;
            foreach (var side in data.Labels.Select((y, i) => (y, Side: (set >> (int)data.Features.Row(i)[0]) & 1)).GroupBy(p => p.Side))
            {
                var mean = side.Average(p => (double)p.y);
                error += side.Sum(p => (p.y - mean) * (p.y - mean));
            }

            best = Math.Min(best, error);
        }

        return best;
    }
}
