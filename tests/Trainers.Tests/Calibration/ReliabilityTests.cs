using MLNetTuning.Trainers.Calibration;

namespace MLNetTuning.Trainers.Tests.Calibration;

public sealed class ReliabilityTests
{
    [Fact]
    public void Curve_KnownRows_MeansAndSharesOfEachBin()
    {
        var curve = Reliability.Curve([0.9f, 0.1f, 0.8f, 0.2f], [1, 0, 0, 1], bins: 2);
        Assert.Equal(2, curve.Count);
        Assert.Equal((0.15, 0.5, 2.0), (Math.Round(curve[0].Predicted, 5), curve[0].Observed, curve[0].Weight));
        Assert.Equal((0.85, 0.5, 2.0), (Math.Round(curve[1].Predicted, 5), curve[1].Observed, curve[1].Weight));
        Assert.Equal(0.35, Reliability.ExpectedError(curve), 1e-5);
    }

    [Fact]
    public void Curve_EqualProbabilities_StayInOneBin()
    {
        var curve = Reliability.Curve([0.5f, 0.5f, 0.5f, 0.5f, 0.9f], [1, 0, 1, 0, 1], bins: 5);
        Assert.Equal([4.0, 1.0], curve.Select(bin => bin.Weight));
    }

    [Theory]
    [InlineData(1000, 10)]
    [InlineData(37, 7)]
    [InlineData(3, 10)]
    public void Curve_AnyRows_CountsEveryRowOnce(int rows, int bins)
    {
        var random = new Random(rows);
        float[] p = [.. Enumerable.Range(0, rows).Select(_ => random.NextSingle())];
        float[] y = [.. p.Select(v => random.NextSingle() < v ? 1f : 0f)];
        float[] w = [.. p.Select(_ => random.NextSingle())];
        var curve = Reliability.Curve(p, y, bins, w);
        Assert.InRange(curve.Count, 1, bins);
        Assert.Equal(w.Sum(v => (double)v), curve.Sum(bin => bin.Weight), 1e-6);
        Assert.Equal(p.Zip(w).Sum(pair => (double)pair.First * pair.Second), curve.Sum(bin => bin.Weight * bin.Predicted), 1e-4);
        Assert.True(curve.Zip(curve.Skip(1)).All(pair => pair.First.Predicted < pair.Second.Predicted));
    }
}
