using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed class EarlyStoppingTests
{
    [Fact]
    public void RunTo_WithAMetric_StopsByItAndKeepsItsBestRound()
    {
        var (train, validation) = (Rows.Binary(400, 5, 1), Rows.Binary(300, 5, 9));
        var options = new BoostingOptions { Trees = 200, EarlyStoppingRounds = 10, EarlyStoppingMetric = ValidationMetric.AreaUnderRocCurve };
        var session = new HistGradientBoosting().Start(options, train, validation);
        session.RunTo(200);
        Assert.True(session.Stopped);
        Assert.Equal(session.Trees, session.ValidationMetrics.Count);
        Assert.Equal(session.BestTrees + 10, session.Trees);
        Assert.Equal(session.ValidationMetrics.Max(), session.ValidationMetrics[session.BestTrees - 1]);
        var scores = new float[300];
        session.CreateModel().Predict(validation.Features, scores);
        Assert.Equal(session.ValidationMetrics.Max(), BinaryMetrics.AreaUnderRocCurve(scores, validation.Labels), 12);
    }

    public static TheoryData<string, BoostingLoss> Metrics => new()
    {
        { nameof(ValidationMetric.AreaUnderPrecisionRecallCurve), BoostingLoss.Logistic },
        { nameof(ValidationMetric.Accuracy), BoostingLoss.Logistic },
        { nameof(ValidationMetric.Accuracy), BoostingLoss.Softmax },
        { nameof(ValidationMetric.RootMeanSquaredError), BoostingLoss.SquaredError },
        { nameof(ValidationMetric.RootMeanSquaredError), BoostingLoss.Poisson },
        { nameof(ValidationMetric.MeanAbsoluteError), BoostingLoss.Tweedie },
        { nameof(ValidationMetric.MeanAbsoluteError), BoostingLoss.Quantile },
    };

    [Theory]
    [MemberData(nameof(Metrics))]
    public void ValidationMetrics_LastRound_IsTheMetricOfTheModelsPredictions(string name, BoostingLoss loss)
    {
        var metric = (ValidationMetric)typeof(ValidationMetric).GetProperty(name)!.GetValue(null)!;
        var train = loss switch
        {
            BoostingLoss.Logistic => Rows.Binary(500, 4, 2),
            BoostingLoss.Softmax => Rows.Multiclass(500, 4, 3, 2),
            _ => new TrainingData(Rows.Regression(500, 4, 2).Features, [.. Rows.Regression(500, 4, 2).Labels.Select(y => y + 10)]),
        };
        var options = new BoostingOptions { Loss = loss, Classes = loss == BoostingLoss.Softmax ? 3 : 0, EarlyStoppingRounds = 5, EarlyStoppingMetric = metric };
        var session = new HistGradientBoosting().Start(options, train, train);
        session.RunTo(6);
        var predictions = session.CreateModel().Truncate(Math.Min(6, session.BestTrees)).Predictions(train.Features);
        var expected = name switch
        {
            nameof(ValidationMetric.AreaUnderPrecisionRecallCurve) => BinaryMetrics.AreaUnderPrecisionRecallCurve(predictions.Values, train.Labels),
            nameof(ValidationMetric.Accuracy) when loss == BoostingLoss.Logistic => BinaryMetrics.Accuracy(predictions.Values, train.Labels),
            nameof(ValidationMetric.Accuracy) => MulticlassMetrics.MicroAccuracy(predictions, train.Labels),
            nameof(ValidationMetric.RootMeanSquaredError) => RegressionMetrics.RootMeanSquaredError(predictions.Values, train.Labels),
            _ => RegressionMetrics.MeanAbsoluteError(predictions.Values, train.Labels),
        };
        Assert.Equal(expected, session.ValidationMetrics[session.BestTrees - 1], 1e-6);
    }

    [Fact]
    public void RunTo_MinDelta_CountsOnlyRealProgress()
    {
        var (train, validation) = (Rows.Regression(500, 4, 1), Rows.Regression(300, 4, 8));
        var options = new BoostingOptions { Loss = BoostingLoss.SquaredError, EarlyStoppingRounds = 3, EarlyStoppingMinDelta = 1e9 };
        var session = new HistGradientBoosting().Start(options, train, validation);
        session.RunTo(100);
        Assert.Equal((1, 4), (session.BestTrees, session.Trees));
        Assert.True(session.ValidationLosses[3] < session.ValidationLosses[0]);
    }

    [Fact]
    public void Restore_WithAMetric_GoesOnWithPatienceAndRefusesAnotherMetric()
    {
        var (train, validation) = (Rows.Binary(400, 5, 1), Rows.Binary(300, 5, 9));
        var options = new BoostingOptions { EarlyStoppingRounds = 10, EarlyStoppingMetric = ValidationMetric.AreaUnderRocCurve };
        var through = new HistGradientBoosting().Start(options, train, validation);
        through.RunTo(100);
        var first = new HistGradientBoosting().Start(options, train, validation);
        first.RunTo(through.BestTrees + 2);
        var second = new HistGradientBoosting().Start(options, train, validation);
        second.Restore(first.Checkpoint());
        second.RunTo(100);
        Assert.Equal(through.ValidationMetrics, second.ValidationMetrics);
        Assert.Equal(through.Checkpoint(), second.Checkpoint());
        var other = new HistGradientBoosting().Start(options with { EarlyStoppingMetric = ValidationMetric.Accuracy }, train, validation);
        var error = Assert.Throws<InvalidDataException>(() => other.Restore(first.Checkpoint()));
        Assert.Contains("AreaUnderRocCurve", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RunTo_MetricOfOnesOwn_IsGivenScoresRowByRow()
    {
        var train = Rows.Multiclass(300, 4, 3, 2);
        FloatMatrix? seen = null;
        var metric = new ValidationMetric("first score", higherIsBetter: false, (scores, rows) =>
        {
            seen = new FloatMatrix(scores.Rows, scores.Columns, (float[])scores.Values.Clone());
            return double.NaN;
        });
        var options = new BoostingOptions { Loss = BoostingLoss.Softmax, Classes = 3, EarlyStoppingRounds = 2, EarlyStoppingMetric = metric };
        var session = new HistGradientBoosting().Start(options, train, train);
        session.RunTo(50);
        Assert.Equal(3, session.Trees);
        var all = new HistGradientBoosting().Fit(options with { Trees = 3, EarlyStoppingRounds = 0, EarlyStoppingMetric = null }, train);
        var expected = new float[900];
        all.Predict(train.Features, expected);
        Assert.Equal(expected.Select(s => MathF.Round(s, 5)), seen!.Values.Select(s => MathF.Round(s, 5)));
    }

    [Fact]
    public void Validate_MetricOfAnotherTask_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(new BoostingOptions { EarlyStoppingMetric = ValidationMetric.RootMeanSquaredError }.Validate);
        Assert.Equal("BoostingOptions: EarlyStoppingMetric is RootMeanSquaredError; it must be null or a metric for Logistic.", error.Message);
        Assert.Throws<ArgumentException>(() => new ValidationMetric(" ", true, (_, _) => 0));
    }
}
