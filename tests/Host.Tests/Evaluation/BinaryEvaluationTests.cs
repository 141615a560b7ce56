using Microsoft.ML;

namespace MLNetTuning.Host.Tests.Evaluation;

public sealed class BinaryEvaluationTests
{
    // Label, score, probability; scores 0.5 and -1 occur on both sides.
    private static readonly (bool Label, float Score, float Probability)[] s_rows =
    [
        (true, 2, 0.9f), (true, 0.5f, 0.6f), (false, 0.5f, 0.6f), (true, -1, 0.3f), (false, -1, 0.3f), (false, -1, 0.3f), (false, -2, 0.1f), (true, 1, 0.75f),
    ];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Evaluate_FixedScores_GivesTheFiguresWorkedOutByHand()
    {
        var metrics = _ml.BinaryClassification.Evaluate(Rows());

        Assert.Equal(6.0 / 8, metrics.Accuracy, 9);
        Assert.Equal(3.0 / 4, metrics.PositivePrecision, 9);
        Assert.Equal(3.0 / 4, metrics.PositiveRecall, 9);
        Assert.Equal(3.0 / 4, metrics.NegativePrecision, 9);
        Assert.Equal(3.0 / 4, metrics.NegativeRecall, 9);
        Assert.Equal(3.0 / 4, metrics.F1Score, 9);
        Assert.Equal(1, metrics.Entropy, 9);

        // Of 16 pairs: positives 2 and 1 win all 8, 0.5 ties one and wins three, -1 ties two and wins one.
        Assert.Equal((8 + 3.5 + 2) / 16, metrics.AreaUnderRocCurve, 9);

        // In stable descending order: + + + - + - - -, so precisions 1, 1, 1, then 3/4 after the negative and 4/5 at the last positive.
        Assert.Equal(0.75 + (0.25 * (0.75 + 0.8) / 2), metrics.AreaUnderPrecisionRecallCurve, 9);
    }

    [Fact]
    public void Evaluate_FixedScores_GivesLogLossInBits()
    {
        var metrics = _ml.BinaryClassification.Evaluate(Rows());

        var expected = s_rows.Average(row => -Math.Log2(row.Label ? row.Probability : 1.0 - row.Probability));
        Assert.Equal(expected, metrics.LogLoss, 6);
        Assert.Equal(1 - expected, metrics.LogLossReduction, 6);
    }

    [Fact]
    public void Evaluate_FixedScores_GivesTheConfusionMatrixPositiveFirst()
    {
        var matrix = _ml.BinaryClassification.Evaluate(Rows()).ConfusionMatrix;

        Assert.Equal([[3.0, 1.0], [1.0, 3.0]], matrix.Counts);
        Assert.Equal(1, matrix.GetCountForClassPair(0, 1));
        Assert.Equal([0.75, 0.75], matrix.PerClassPrecision);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.GetCountForClassPair(2, 0));
    }

    [Fact]
    public void GetFormattedConfusionTable_FixedScores_IsTheKnownTable()
    {
        var lines = _ml.BinaryClassification.Evaluate(Rows()).ConfusionMatrix.GetFormattedConfusionTable().ReplaceLineEndings("\n").Split('\n');

        Assert.Equal(
            [
                "TEST POSITIVE RATIO:\t0.5000 (4.0/(4.0+4.0))",
                "Confusion table",
                "          ||======================",
                "PREDICTED || positive | negative | Recall",
                "TRUTH     ||======================",
                " positive ||        3 |        1 | 0.7500",
                " negative ||        1 |        3 | 0.7500",
                "          ||======================",
                "Precision ||   0.7500 |   0.7500 |",
                string.Empty,
            ],
            lines);
    }

    [Fact]
    public void EvaluateNonCalibrated_FixedScores_AgreesWithEvaluate()
    {
        var calibrated = _ml.BinaryClassification.Evaluate(Rows());
        var plain = _ml.BinaryClassification.EvaluateNonCalibrated(Rows());

        Assert.Equal(calibrated.AreaUnderRocCurve, plain.AreaUnderRocCurve);
        Assert.Equal(calibrated.AreaUnderPrecisionRecallCurve, plain.AreaUnderPrecisionRecallCurve);
        Assert.Equal(calibrated.Accuracy, plain.Accuracy);
    }

    [Fact]
    public void Evaluate_OneClassOnly_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.BinaryClassification.Evaluate(_ml.Data.LoadFromEnumerable([new ScoredRow { Label = true, Score = 1, Probability = 0.7f, PredictedLabel = true }])));

    [Fact]
    public void Evaluate_ColumnMissing_ThrowsAndNamesIt()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Evaluate(Rows(), scoreColumnName: "Points"));

        Assert.Contains("Points", error.Message, StringComparison.Ordinal);
    }

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(
        s_rows.Select(row => new ScoredRow { Label = row.Label, Score = row.Score, Probability = row.Probability, PredictedLabel = row.Score > 0 }));
}
