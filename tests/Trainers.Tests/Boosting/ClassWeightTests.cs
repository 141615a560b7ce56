using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class ClassWeightTests
{
    [Fact]
    public void Fit_ClassWeights_EqualRowWeights()
    {
        var data = Rows.Multiclass(500, 4, 3, 1);
        double[] classes = [1, 2.5, 0.5];
        var weighted = new TrainingData(data.Features, data.Labels, [.. data.Labels.Select(y => (float)classes[(int)y])]);
        var options = new BoostingOptions { Loss = BoostingLoss.Softmax, Classes = 3, Trees = 4 };
        Assert.Equal(HistGradientBoostingTests.Bytes(options, weighted), HistGradientBoostingTests.Bytes(options with { ClassWeights = classes }, data));
    }

    [Fact]
    public void Fit_BalancedClasses_StartFromEvenOdds()
    {
        var labels = Enumerable.Range(0, 400).Select(i => i % 10 == 0 ? 1f : 0f).ToArray();
        var data = new TrainingData(Rows.Features(400, 3, 20, 1), labels, [.. labels.Select((_, i) => 1 + (i % 2))]);
        var model = new HistGradientBoosting().Fit(new BoostingOptions { BalanceClasses = true, Trees = 1 }, data);
        Assert.Equal(0, model.BaseScores[0], 5);
    }

    [Fact]
    public void Start_BalancedClassesWithOneAbsent_Trains()
    {
        var data = Rows.Multiclass(300, 3, 2, 1);
        var options = new BoostingOptions { Loss = BoostingLoss.Softmax, Classes = 3, BalanceClasses = true, Trees = 3 };
        var session = new HistGradientBoosting().Start(options, data, new TrainingData(data.Features, [.. data.Labels.Select(y => y + 1)]));
        session.RunTo(3);
        Assert.True(double.IsFinite(session.ValidationLoss));
    }

    [Fact]
    public void FitForest_ClassWeights_EqualRowWeightsAndBalanceMovesTheMean()
    {
        var data = Rows.Binary(600, 4, 1);
        var options = new ForestOptions { Trees = 5, ClassWeights = [1, 4] };
        var weighted = new TrainingData(data.Features, data.Labels, [.. data.Labels.Select(y => y == 1 ? 4f : 1f)]);
        var forest = new ForestTrainer();
        Assert.Equal(
            HistGradientBoostingTests.Bytes(forest.Fit(options with { ClassWeights = null }, weighted)), HistGradientBoostingTests.Bytes(forest.Fit(options, data)));
        var rare = new TrainingData(data.Features, [.. Enumerable.Range(0, 600).Select(i => i % 20 == 0 ? 1f : 0f)]);
        var balanced = forest.Fit(new ForestOptions { Trees = 50, Leaves = 2, BalanceClasses = true }, rare).Predictions(rare.Features).Values.Average();
        Assert.InRange(balanced, 0.35, 0.65);
        Assert.Throws<ArgumentException>((new ForestOptions { Task = PredictionTask.Regression, BalanceClasses = true }).Validate);
        Assert.Throws<ArgumentException>((new ForestOptions { ClassWeights = [1] }).Validate);
    }

    [Fact]
    public void Validate_UnfitClassWeights_AreRefused()
    {
        Assert.Throws<ArgumentException>((new BoostingOptions { ClassWeights = [1] }).Validate);
        Assert.Throws<ArgumentException>((new BoostingOptions { ClassWeights = [0, 0] }).Validate);
        Assert.Throws<ArgumentException>((new BoostingOptions { ClassWeights = [1, -1] }).Validate);
        Assert.Throws<ArgumentException>((new BoostingOptions { ClassWeights = [1, 1], BalanceClasses = true }).Validate);
        var error = Assert.Throws<ArgumentException>((new BoostingOptions { Loss = BoostingLoss.Huber, ClassWeights = [1, 0.5] }).Validate);
        Assert.Equal("BoostingOptions: ClassWeights is [1, 0.5]; it must be null, or where labels are classes one finite number of 0 or more per class, not all 0.", error.Message);
    }

    [Fact]
    public void Fit_OnlyClassWeighsNothing_IsRefused()
        => Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(new BoostingOptions { ClassWeights = [0, 1] }, new TrainingData(new FloatMatrix(2, 1), [0, 0])));
}
