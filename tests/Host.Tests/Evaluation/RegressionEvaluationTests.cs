using Microsoft.ML;

namespace MLNetTuning.Host.Tests.Evaluation;

public sealed class RegressionEvaluationTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Evaluate_FixedScores_GivesTheFiguresWorkedOutByHand()
    {
        var metrics = _ml.Regression.Evaluate(_ml.Data.LoadFromEnumerable(
        [
            new PredictedRow { Label = 1, Score = 2 },
            new PredictedRow { Label = 2, Score = 2 },
            new PredictedRow { Label = 3, Score = 1 },
            new PredictedRow { Label = 6, Score = 6 },
        ]));

        Assert.Equal(3.0 / 4, metrics.MeanAbsoluteError, 9);
        Assert.Equal(5.0 / 4, metrics.MeanSquaredError, 9);
        Assert.Equal(Math.Sqrt(5.0 / 4), metrics.RootMeanSquaredError, 9);
        Assert.Equal(5.0 / 4, metrics.LossFunction, 9);
        Assert.Equal(1 - (5.0 / 14), metrics.RSquared, 9);
    }

    [Fact]
    public void Evaluate_EqualLabels_GivesNoRSquared()
    {
        var metrics = _ml.Regression.Evaluate(_ml.Data.LoadFromEnumerable([new PredictedRow { Label = 1, Score = 2 }, new PredictedRow { Label = 1, Score = 1 }]));

        Assert.Equal(double.NaN, metrics.RSquared);
    }

    [Fact]
    public void CrossValidate_Folds_AreDisjointAndCoverAllRows()
    {
        var data = _ml.Data.LoadFromEnumerable(Trainers.SampleRows.Regression(200));

        var folds = _ml.Regression.CrossValidate(data, _ml.Regression.Trainers.LbfgsPoissonRegression(), numberOfFolds: 4, seed: 3);

        Assert.Equal([0, 1, 2, 3], folds.Select(fold => fold.Fold));
        Assert.Equal(200, folds.Sum(fold => Trainers.Columns.Read<float>(fold.ScoredHoldOutSet, "Score").Length));
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.RSquared, 0.5, 1));
    }

    public sealed class PredictedRow
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
