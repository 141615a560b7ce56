using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class BadInputTests
{
    private static readonly BoostingOptions Squared = new() { Loss = BoostingLoss.SquaredError, Trees = 3, MinRowsPerLeaf = 1 };

    [Fact]
    public void Validate_ManyViolations_ReportsAllAtOnce()
    {
        var options = new BoostingOptions { Trees = 0, Leaves = 1, LearningRate = 0, RowSampling = 1.5, MaxBins = 256, Classes = 3, LossParameter = 2 };
        var error = Assert.Throws<ArgumentException>(options.Validate);
        Assert.Equal(
            "BoostingOptions: LossParameter is 2; it must be 0 for Logistic, which has no parameter. Trees is 0; it must be 1 or more. "
            + "Leaves is 1; it must be 2 to 65536. LearningRate is 0; it must be a finite number above 0. "
            + "RowSampling is 1.5; it must be above 0 and at most 1. MaxBins is 256; it must be 2 to 255. Classes is 3; it must be 0 unless Loss is Softmax.",
            error.Message);
    }

    [Fact]
    public void Validate_Defaults_AreRight() => new BoostingOptions().Validate();

    [Fact]
    public void Fit_NaNLabel_NamesRow()
    {
        var data = new TrainingData(new FloatMatrix(2, 1), [1, float.NaN]);
        var error = Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(Squared, data));
        Assert.StartsWith("Label NaN in row 1 cannot be used; labels must be a finite number.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BoostingLoss.Logistic, 2f, "0 or 1")]
    [InlineData(BoostingLoss.Softmax, 3f, "a whole number 0 to 2")]
    [InlineData(BoostingLoss.Softmax, 0.5f, "a whole number 0 to 2")]
    [InlineData(BoostingLoss.Poisson, -1f, "a finite number of 0 or more")]
    [InlineData(BoostingLoss.Tweedie, -1f, "a finite number of 0 or more")]
    [InlineData(BoostingLoss.Absolute, float.PositiveInfinity, "a finite number")]
    public void Fit_LabelTheLossCannotUse_SaysWhatIsAllowed(BoostingLoss loss, float label, string allowed)
    {
        var options = new BoostingOptions { Loss = loss, Classes = loss == BoostingLoss.Softmax ? 3 : 0 };
        var error = Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(options, new TrainingData(new FloatMatrix(2, 1), [1, label])));
        Assert.Contains($"labels must be {allowed}.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Fit_BadWeight_IsRefused(float weight)
        => Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(Squared, new TrainingData(new FloatMatrix(2, 1), [1, 2], [1, weight])));

    [Fact]
    public void Fit_AllWeightsZero_IsRefused()
        => Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(Squared, new TrainingData(new FloatMatrix(2, 1), [1, 2], [0, 0])));

    [Fact]
    public void Fit_NoRows_IsRefused()
        => Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Fit(Squared, new TrainingData(new FloatMatrix(0, 1), [])));

    [Fact]
    public void Start_ValidationOfOtherWidth_IsRefused()
        => Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Start(Squared, Rows.Regression(10, 3, 1), Rows.Regression(10, 2, 1)));

    [Fact]
    public void Start_EarlyStoppingWithoutValidation_IsRefused()
        => Assert.Throws<ArgumentException>(() => new HistGradientBoosting().Start(Squared with { EarlyStoppingRounds = 2 }, Rows.Regression(10, 3, 1)));

    [Theory]
    [InlineData(1f, 0.9999f, 1f)]
    [InlineData(0f, 0f, 0.0001f)]
    public void Fit_OneClass_PredictsThatClass(float label, float least, float most)
    {
        var data = new TrainingData(Rows.Features(50, 2, 10, 1), [.. Enumerable.Repeat(label, 50)]);
        var model = new HistGradientBoosting().Fit(new BoostingOptions { MinRowsPerLeaf = 1 }, data);
        Assert.InRange(1 / (1 + MathF.Exp(-Score(model, [0, 0]))), least, most);
    }

    [Fact]
    public void Fit_OneClassOfSeveral_PredictsThatClass()
    {
        var data = new TrainingData(Rows.Features(50, 2, 10, 1), [.. Enumerable.Repeat(2f, 50)]);
        var boosted = new float[3];
        new HistGradientBoosting().Fit(new BoostingOptions { Loss = BoostingLoss.Softmax, Classes = 3, Trees = 5 }, data).PredictRow([0, 0], boosted);
        Assert.All(boosted, score => Assert.True(float.IsFinite(score)));
        Assert.True(boosted[2] > boosted[0] + 5 && boosted[2] > boosted[1] + 5);
        var shares = new float[3];
        new ForestTrainer().Fit(new ForestOptions { Task = PredictionTask.Multiclass, Classes = 3, Trees = 4 }, data).PredictRow([0, 0], shares);
        Assert.Equal(0, shares[0] + shares[1]);
        Assert.Equal(1, shares[2], 1e-6);
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    [InlineData(PredictionTask.Regression)]
    public void ForestFit_OneRowInfiniteAndMissingFeatures_PredictsFinite(PredictionTask task)
    {
        var options = new ForestOptions { Task = task, Classes = task == PredictionTask.Multiclass ? 2 : 0, Trees = 6 };
        var one = new float[options.Classes == 0 ? 1 : 2];
        new ForestTrainer().Fit(options, new TrainingData(new FloatMatrix(1, 2), [1])).PredictRow([float.NaN, 3], one);
        Assert.Equal(1, one[^1], 1e-6);

        float[] kinds = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0];
        var features = new FloatMatrix(80, 2);
        for (var i = 0; i < 80; i++)
        {
            features.Row(i)[0] = kinds[i % 4];
            features.Row(i)[1] = i % 3;
        }

        var data = new TrainingData(features, [.. Enumerable.Range(0, 80).Select(i => i % 4 == 1 ? 1f : 0f)]);
        var scores = new float[80 * one.Length];
        new ForestTrainer().Fit(options with { ColumnSamplingByNode = 1 }, data).Predict(features, scores);
        Assert.All(Enumerable.Range(0, 80), i => Assert.Equal(data.Labels[i], scores[(i * one.Length) + one.Length - 1], 1e-5));
    }

    [Fact]
    public void Fit_ConstantAndEmptyColumns_AreNeverSplit()
    {
        var data = Rows.Regression(100, 4, 2);
        for (var i = 0; i < 100; i++)
        {
            data.Features.Row(i)[2] = 5;
            data.Features.Row(i)[3] = float.NaN;
        }

        var model = new HistGradientBoosting().Fit(Squared, data);
        Assert.DoesNotContain(model.Trees, t => t.SplitFeatures.Any(f => f >= 2));
        Assert.Contains(model.Trees, t => t.Nodes > 0);
    }

    [Fact]
    public void Fit_OnlyConstantColumns_PredictsTheMean()
    {
        var model = new HistGradientBoosting().Fit(Squared, new TrainingData(new FloatMatrix(4, 2), [1, 2, 3, 6]));
        Assert.Equal(3, Score(model, [9, 9]), 5);
    }

    [Fact]
    public void Fit_NoColumns_PredictsTheMean()
    {
        var model = new HistGradientBoosting().Fit(Squared, new TrainingData(new FloatMatrix(2, 0), [1, 2]));
        Assert.Equal(1.5, Score(model, []), 5);
    }

    [Fact]
    public void Fit_OneRow_PredictsItsLabel()
        => Assert.Equal(7, Score(new HistGradientBoosting().Fit(Squared, new TrainingData(new FloatMatrix(1, 1), [7])), [0]), 5);

    [Fact]
    public void Fit_MoreLeavesThanRows_HasAtMostOneLeafPerRow()
    {
        var model = new HistGradientBoosting().Fit(Squared with { Leaves = 1000, LearningRate = 1, Trees = 1 }, Rows.Regression(12, 3, 1));
        Assert.InRange(model.Trees[0].Leaves, 2, 12);
    }

    [Fact]
    public void Fit_InfiniteFeatures_AreTheLargestAndSmallestValues()
    {
        float[] values = [float.NegativeInfinity, -1, 1, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity];
        float[] labels = [8, 0, 0, 0, -8, 8];
        var model = new HistGradientBoosting().Fit(Squared with { Trees = 1, LearningRate = 1 }, new TrainingData(new FloatMatrix(6, 1, values), labels));
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(labels[i], Score(model, [values[i]]), 4);
        }
    }

    [Fact]
    public void Fit_MissingOnlyAtPrediction_FollowsTheLargerPart()
    {
        var data = new TrainingData(new FloatMatrix(5, 1, [1, 2, 3, 4, 5]), [0, 0, 4, 4, 4]);
        var model = new HistGradientBoosting().Fit(Squared with { Trees = 1, LearningRate = 1, Leaves = 2 }, data);
        Assert.Equal(4, Score(model, [float.NaN]), 5);
    }

    [Fact]
    public void Fit_HugeLabels_StayFinite()
    {
        var data = new TrainingData(new FloatMatrix(4, 1, [1, 2, 3, 4]), [1e30f, 1e30f, -1e30f, -1e30f]);
        var model = new HistGradientBoosting().Fit(Squared with { Trees = 1, LearningRate = 1 }, data);
        Assert.Equal(1, Score(model, [1]) / 1e30f, 5);
    }

    [Fact]
    public void Fit_TinyLabels_AreStillSplit()
    {
        var data = new TrainingData(new FloatMatrix(4, 1, [1, 2, 3, 4]), [1e-20f, 1e-20f, -1e-20f, -1e-20f]);
        var model = new HistGradientBoosting().Fit(Squared with { Trees = 1, LearningRate = 1 }, data);
        Assert.Equal(1, Score(model, [1]) / 1e-20f, 4);
    }

    private static float Score(TreeEnsembleModel model, float[] row)
    {
        var score = new float[1];
        model.PredictRow(row, score);
        return score[0];
    }
}
