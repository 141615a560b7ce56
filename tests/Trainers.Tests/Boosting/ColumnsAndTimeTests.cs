using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

/// <summary>Trees of some columns only, and forests that a clock ends.</summary>
public sealed class ColumnsAndTimeTests
{
    private static readonly int[] s_columns = [4, 1];

    [Fact]
    public void Boosting_SomeColumns_SplitsOnNoOther()
    {
        var data = Rows.Binary(800, 6, 1, missing: 0.1);
        var model = new HistGradientBoosting().Fit(new BoostingOptions { Trees = 10, Columns = s_columns }, data);
        Assert.Equal(6, model.Inputs);
        Assert.All(model.Trees, tree => Assert.All(tree.SplitFeatures, column => Assert.Contains(column, s_columns)));

        // The same trees as on a matrix of these columns alone, in their order.
        var alone = new TrainingData(new FloatMatrix(800, 2, [.. Enumerable.Range(0, 800).SelectMany(row => new[] { data.Features.Row(row)[1], data.Features.Row(row)[4] })]), data.Labels);
        var other = new HistGradientBoosting().Fit(new BoostingOptions { Trees = 10 }, alone);
        Assert.Equal(other.Trees.SelectMany(tree => tree.LeafValues), model.Trees.SelectMany(tree => tree.LeafValues));
    }

    [Fact]
    public void Forest_SomeColumns_SplitsOnNoOther()
    {
        var model = new ForestTrainer().Fit(new ForestOptions { Task = PredictionTask.Multiclass, Classes = 3, Trees = 10, Columns = s_columns }, Rows.Multiclass(400, 6, 3, 1));
        Assert.All(model.Trees, tree => Assert.All(tree.SplitFeatures, column => Assert.Contains(column, s_columns)));
    }

    [Theory]
    [InlineData(-1, "Columns is [-1]; it must be different columns counted from 0.")]
    [InlineData(6, "Columns names column 6, but there are 6 columns, counted from 0.")]
    public void Columns_ThatAreNotThere_AreRefused(int column, string message)
    {
        var data = Rows.Binary(100, 6, 1);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(new BoostingOptions { Columns = [column] }, data)).Message, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new ForestTrainer().Fit(new ForestOptions { Columns = [column] }, data)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    public void Forest_TimeOverOnTheWay_IsTheMeanOfTheTreesThereAre(PredictionTask task)
    {
        var classes = task == PredictionTask.Multiclass ? 3 : 0;
        var data = classes > 0 ? Rows.Multiclass(400, 5, 3, 1) : Rows.Binary(400, 5, 1);
        var options = new ForestOptions { Task = task, Classes = classes, Trees = 40, MinRowsPerLeaf = 3, Seed = 2 };
        var looks = 0;
        var ended = new ForestTrainer().Fit(options with { IsOver = () => ++looks > 6 }, data);
        Assert.Equal(7 * Math.Max(1, classes), ended.Trees.Count);

        // The trees are those of the whole forest, and of a forest of seven.
        var (one, other) = (new float[400 * Math.Max(1, classes)], new float[400 * Math.Max(1, classes)]);
        ended.Predict(data.Features, one);
        new ForestTrainer().Fit(options with { Trees = 7 }, data).Predict(data.Features, other);
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void Forest_TimeOverAtOnce_HasOneTree() =>
        Assert.Single(new ForestTrainer().Fit(new ForestOptions { Trees = 20, Threads = 3, IsOver = () => true }, Rows.Binary(300, 4, 1)).Trees);

    [Fact]
    public void FitOutOfBag_TimeOver_GrowsAllTrees() =>
        Assert.Equal(10, new ForestTrainer().FitOutOfBag(new ForestOptions { Trees = 10, IsOver = () => true }, Rows.Binary(300, 4, 1)).Model.Trees.Count);
}
