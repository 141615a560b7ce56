using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Tests.Metrics;

public sealed class MulticlassMetricsTests
{
    private static readonly FloatMatrix Scores = new(4, 3, [0.5f, 0.25f, 0.25f, 0.2f, 0.6f, 0.2f, 0.5f, 0.5f, 0, 0.1f, 0.8f, 0.1f]);
    private static readonly float[] Labels = [0, 1, 1, 2];

    [Fact]
    public void MicroAccuracy_KnownRows_TiesGoToLowerClass()
        => Assert.Equal(0.5, MulticlassMetrics.MicroAccuracy(Scores, Labels));

    [Fact]
    public void MicroAccuracy_Weighted_CountsWeights()
        => Assert.Equal(0.75, MulticlassMetrics.MicroAccuracy(Scores, Labels, [1, 5, 1, 1]));

    [Fact]
    public void MacroAccuracy_KnownRows_IsMeanOverClassesPresent()
    {
        Assert.Equal((1 + 0.5 + 0) / 3, MulticlassMetrics.MacroAccuracy(Scores, Labels), 12);
        Assert.Equal((1 + 0.75) / 2, MulticlassMetrics.MacroAccuracy(Scores, [0, 1, 1, 1], [1, 1, 0.5f, 0.5f]), 12);
    }

    [Fact]
    public void LogLoss_KnownRows_IsMeanInNats()
    {
        var expected = -(Math.Log(0.5) + Math.Log(0.6f) + Math.Log(0.5) + Math.Log(0.1f)) / 4;
        Assert.Equal(expected, MulticlassMetrics.LogLoss(Scores, Labels), 9);
    }

    [Fact]
    public void TopKAccuracy_KnownRows_CountsRankBelowK()
    {
        Assert.Equal(0.75, MulticlassMetrics.TopKAccuracy(Scores, Labels, 2));
        Assert.Equal(1, MulticlassMetrics.TopKAccuracy(Scores, Labels, 3));
    }

    [Fact]
    public void Metrics_NaNScore_AreNaN()
    {
        var scores = new FloatMatrix(1, 2, [float.NaN, 1]);
        Assert.True(double.IsNaN(MulticlassMetrics.MicroAccuracy(scores, [1])));
        Assert.True(double.IsNaN(MulticlassMetrics.MacroAccuracy(scores, [1])));
    }

    [Fact]
    public void Metrics_LabelBeyondColumns_IsRefused()
        => Assert.Throws<ArgumentException>(() => MulticlassMetrics.MicroAccuracy(Scores, [0, 1, 2, 3]));
}
