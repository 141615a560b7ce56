using MLNetTuning.Trainers.Calibration;

namespace MLNetTuning.Trainers.Tests.Calibration;

public sealed class PlattCalibratorTests
{
    [Fact]
    public void Fit_ScoresOfKnownSigmoid_FindsSlopeAndOffset()
    {
        var random = new Random(1);
        var scores = Enumerable.Range(0, 200_000).Select(_ => (random.NextSingle() * 8) - 4).ToArray();
        var labels = scores.Select(s => random.NextDouble() < 1 / (1 + Math.Exp((-1.5 * s) + 0.5)) ? 1f : 0f).ToArray();
        var fit = PlattCalibrator.Fit(scores, labels);
        Assert.InRange(fit.Slope, -1.53, -1.47);
        Assert.InRange(fit.Offset, 0.46, 0.54);
    }

    [Fact]
    public void Fit_AnyData_HasNoSlopeLeft()
    {
        float[] scores = [-2, -1, -0.5f, 0.25f, 1, 3];
        float[] labels = [0, 0, 1, 0, 1, 1];
        float[] weights = [1, 2, 1, 1, 3, 1];
        var fit = PlattCalibrator.Fit(scores, labels, weights);
        double bySlope = 0, byOffset = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            // 5 positive and 4 negative weights give Platt's targets 6/7 and 1/6.
            var target = labels[i] == 1 ? 6.0 / 7 : 1.0 / 6;
            var p = 1 / (1 + Math.Exp((fit.Slope * scores[i]) + fit.Offset));
            bySlope += weights[i] * (target - p) * scores[i];
            byOffset += weights[i] * (target - p);
        }

        Assert.Equal(0, bySlope, 6);
        Assert.Equal(0, byOffset, 6);
    }

    [Fact]
    public void Fit_PerfectlyPartedClasses_StaysFinite()
    {
        var fit = PlattCalibrator.Fit([-1000, -999, 999, 1000], [0, 0, 1, 1]);
        Assert.True(double.IsFinite(fit.Slope));
        Assert.InRange(fit.Probability(1000), 0.7f, 1f);
    }

    [Fact]
    public void Fit_OneClass_GivesHighProbabilityEverywhere()
        => Assert.InRange(PlattCalibrator.Fit([1, 2, 3], [1, 1, 1]).Probability(2), 0.7f, 1f);

    [Fact]
    public void Probability_ExtremeScores_DoesNotOverflow()
    {
        var calibrator = new PlattCalibrator(-1, 0);
        Assert.Equal(0f, calibrator.Probability(-1e6f));
        Assert.Equal(1f, calibrator.Probability(1e6f));
        Assert.Equal(0.5f, calibrator.Probability(0));
    }

    [Fact]
    public void Fit_BadRows_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => PlattCalibrator.Fit([float.NaN], [1]));
        Assert.Throws<ArgumentException>(() => PlattCalibrator.Fit([1], [2]));
        Assert.Throws<ArgumentException>(() => PlattCalibrator.Fit([1], [1], [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlattCalibrator(double.NaN, 0));
    }
}
