using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Tests.Metrics;

public sealed class RegressionMetricsTests
{
    [Fact]
    public void Errors_KnownRows_AreMeans()
    {
        Assert.Equal(Math.Sqrt(12.5), RegressionMetrics.RootMeanSquaredError([1, 2], [4, 6]), 12);
        Assert.Equal(3.5, RegressionMetrics.MeanAbsoluteError([1, 2], [4, 6]), 12);
        Assert.Equal(3.25, RegressionMetrics.MeanAbsoluteError([1, 2], [4, 6], [3, 1]), 12);
    }

    [Fact]
    public void RSquared_MeanPrediction_IsZeroAndPerfectIsOne()
    {
        Assert.Equal(0, RegressionMetrics.RSquared([2, 2, 2], [1, 2, 3]), 12);
        Assert.Equal(1, RegressionMetrics.RSquared([1, 2, 3], [1, 2, 3]), 12);
    }

    [Fact]
    public void RSquared_LargeCloseLabels_KeepsDigits()
        => Assert.Equal(0, RegressionMetrics.RSquared([16777210, 16777210, 16777210], [16777208, 16777210, 16777212]), 9);

    [Fact]
    public void Errors_NaN_IsNaN()
        => Assert.True(double.IsNaN(RegressionMetrics.RootMeanSquaredError([float.NaN], [1])));
}
