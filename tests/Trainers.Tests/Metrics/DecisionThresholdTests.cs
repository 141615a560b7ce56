using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Tests.Metrics;

public sealed class DecisionThresholdTests
{
    [Theory]
    [InlineData(DecisionMetric.Accuracy)]
    [InlineData(DecisionMetric.BalancedAccuracy)]
    [InlineData(DecisionMetric.F1Score)]
    [InlineData(DecisionMetric.MatthewsCorrelation)]
    public void Choose_RandomRows_IsTheBestOfAllThresholds(DecisionMetric metric)
    {
        var random = new Random(3);
        float[] p = [.. Enumerable.Range(0, 300).Select(_ => MathF.Round(random.NextSingle(), 2))];
        float[] y = [.. p.Select(v => random.NextSingle() < v * v * 0.5f ? 1f : 0f)];
        var (threshold, value) = DecisionThreshold.Choose(p, y, metric);
        Assert.Equal(value, Naive(metric, p, y, threshold), 1e-9);
        for (var t = 0.0025; t < 1; t += 0.005)
        {
            Assert.True(value >= Naive(metric, p, y, t) - 1e-9);
        }
    }

    [Fact]
    public void Choose_EqualValues_TakesTheNearestToOneHalf() =>
        Assert.Equal(0.85, DecisionThreshold.Choose([0.9f, 0.8f, 0.1f, 0.05f], [1, 0, 1, 0], DecisionMetric.Accuracy).Threshold, 1e-6);

    [Fact]
    public void Choose_OneClass_SaysSo() =>
        Assert.Contains("one of them is absent", Assert.Throws<ArgumentException>(() => DecisionThreshold.Choose([0.1f, 0.9f], [1, 1], DecisionMetric.F1Score)).Message);

    private static double Naive(DecisionMetric metric, float[] p, float[] y, double threshold)
    {
        double tp = 0, fp = 0, tn = 0, fn = 0;
        for (var i = 0; i < p.Length; i++)
        {
            if (p[i] > threshold)
            {
                (tp, fp) = y[i] == 1 ? (tp + 1, fp) : (tp, fp + 1);
            }
            else
            {
                (tn, fn) = y[i] == 0 ? (tn + 1, fn) : (tn, fn + 1);
            }
        }

        var root = Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
        return metric switch
        {
            DecisionMetric.Accuracy => (tp + tn) / p.Length,
            DecisionMetric.BalancedAccuracy => ((tp / (tp + fn)) + (tn / (tn + fp))) / 2,
            DecisionMetric.F1Score => 2 * tp / ((2 * tp) + fp + fn),
            _ => root > 0 ? ((tp * tn) - (fp * fn)) / root : 0,
        };
    }
}
