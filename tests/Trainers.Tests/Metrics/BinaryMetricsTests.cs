using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Tests.Metrics;

public sealed class BinaryMetricsTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void AreaUnderRocCurve_RandomScoresWithTies_EqualsPairCounting(int seed, bool weighted)
    {
        var random = new Random(seed);
        var scores = Enumerable.Range(0, 200).Select(_ => (float)(random.Next(20) - 10)).ToArray();
        var labels = scores.Select(_ => (float)random.Next(2)).ToArray();
        var weights = weighted ? scores.Select(_ => random.NextSingle()).ToArray() : [];
        double won = 0, pairs = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (labels[i] == 1 && labels[j] == 0)
                {
                    var weight = weighted ? (double)weights[i] * weights[j] : 1;
                    pairs += weight;
                    won += weight * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
                }
            }
        }

        Assert.Equal(won / pairs, BinaryMetrics.AreaUnderRocCurve(scores, labels, weights), 9);
    }

    [Fact]
    public void AreaUnderRocCurve_NegativeZeroAndZero_AreTied()
        => Assert.Equal(0.5, BinaryMetrics.AreaUnderRocCurve([0f, -0f], [1, 0]));

    [Fact]
    public void AreaUnderRocCurve_OneClass_IsNaN()
        => Assert.True(double.IsNaN(BinaryMetrics.AreaUnderRocCurve([0.1f, 0.2f], [1, 1])));

    [Fact]
    public void AreaUnderPrecisionRecallCurve_KnownRanking_IsLowerTrapezoid()
    {
        // By falling score: 1, 0, 1. Precision 1, then 1/2 after the miss, then 2/3.
        var expected = (0.5 * (1 + 1) / 2) + (0.5 * ((1.0 / 2) + (2.0 / 3)) / 2);
        Assert.Equal(expected, BinaryMetrics.AreaUnderPrecisionRecallCurve([0.9f, 0.8f, 0.7f], [1, 0, 1]), 12);
    }

    [Fact]
    public void AveragePrecision_KnownRanking_IsMeanOfPrecisions()
        => Assert.Equal((1 + (2.0 / 3)) / 2, BinaryMetrics.AveragePrecision([0.9f, 0.8f, 0.7f], [1, 0, 1]), 12);

    [Fact]
    public void AveragePrecision_AllTied_IsShareOfPositives()
        => Assert.Equal(0.25, BinaryMetrics.AveragePrecision([1f, 1f, 1f, 1f], [0, 0, 1, 0]), 12);

    [Fact]
    public void LogLoss_WeightedRows_IsWeightedMeanInNats()
    {
        var expected = -((3 * Math.Log(0.75)) + Math.Log(0.5)) / 4;
        Assert.Equal(expected, BinaryMetrics.LogLoss([0.75f, 0.5f], [1, 0], [3, 1]), 12);
    }

    [Fact]
    public void LogLoss_SureMistake_IsFinite()
        => Assert.Equal(-Math.Log(BinaryMetrics.SmallestProbability), BinaryMetrics.LogLoss([0f], [1]), 9);

    [Fact]
    public void Brier_KnownRows_IsMeanSquare()
        => Assert.Equal(((0.25 * 0.25) + (0.5 * 0.5)) / 2, BinaryMetrics.Brier([0.75f, 0.5f], [1, 0]), 12);

    [Fact]
    public void AccuracyAndF1_KnownRows_CountCells()
    {
        float[] probabilities = [0.9f, 0.5f, 0.4f, 0.1f];
        float[] labels = [1, 0, 1, 0];
        Assert.Equal(0.5, BinaryMetrics.Accuracy(probabilities, labels));
        Assert.Equal(0.5, BinaryMetrics.F1Score(probabilities, labels));
        Assert.Equal(0.75, BinaryMetrics.Accuracy(probabilities, labels, threshold: 0.6f));
    }

    [Fact]
    public void Metrics_NaNPrediction_AreNaN()
    {
        Assert.True(double.IsNaN(BinaryMetrics.AreaUnderRocCurve([float.NaN, 1], [1, 0])));
        Assert.True(double.IsNaN(BinaryMetrics.Accuracy([float.NaN, 1], [1, 0])));
        Assert.True(double.IsNaN(BinaryMetrics.F1Score([float.NaN, 1], [1, 0])));
        Assert.True(double.IsNaN(BinaryMetrics.LogLoss([float.NaN, 1], [1, 0])));
    }

    [Fact]
    public void Metrics_LabelTwo_NameRowAndAllowedLabels()
    {
        var error = Assert.Throws<ArgumentException>(() => BinaryMetrics.LogLoss([0.5f, 0.5f], [1, 2]));
        Assert.Equal("Label 2 in row 1 is not a class; labels are the whole numbers 0 to 1.", error.Message);
    }

    [Fact]
    public void Metrics_WrongLengths_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => BinaryMetrics.Brier([0.5f], [1, 0]));
        Assert.Throws<ArgumentException>(() => BinaryMetrics.Brier([0.5f, 0.5f], [1, 0], [1]));
        Assert.Throws<ArgumentException>(() => BinaryMetrics.Brier([], []));
    }
}
