using MLNetTuning.Trainers.Calibration;

namespace MLNetTuning.Trainers.Tests.Calibration;

public sealed class IsotonicCalibratorTests
{
    [Fact]
    public void Fit_Ties_CountAsOnePoint()
    {
        float[] scores = [0, 1, 1, 1, 2];
        float[] forward = [0, 0, 1, 1, 1];
        float[] backward = [0, 1, 1, 0, 1];

        var one = IsotonicCalibrator.Fit(scores, forward);
        var other = IsotonicCalibrator.Fit(scores, backward);

        Assert.Equal([0, 2 / 3f, 1], one.Values.ToArray());
        Assert.Equal(one.Values.ToArray(), other.Values.ToArray());
        Assert.Equal([0, 1, 2], one.Minima.ToArray());
    }

    [Fact]
    public void Fit_RandomRows_IsTheLeastSquaresRisingFunction()
    {
        var random = new Random(5);
        var scores = Enumerable.Range(0, 60).Select(_ => MathF.Round(random.NextSingle() * 40)).ToArray();
        var labels = scores.Select(score => random.NextSingle() * 40 < score ? 1f : 0f).ToArray();
        var weights = scores.Select(_ => 0.5f + random.NextSingle()).ToArray();

        var fitted = IsotonicCalibrator.Fit(scores, labels, weights);

        var naive = Naive(scores, labels, weights);
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.Equal(Math.Clamp(naive[scores[i]], 1e-15, 1), fitted.Probability(scores[i]), 1e-5);
        }
    }

    [Fact]
    public void Fit_OneClass_GivesOneStep()
    {
        var fitted = IsotonicCalibrator.Fit([1, 2, 3], [1, 1, 1]);

        Assert.Equal([1], fitted.Values.ToArray());
        Assert.Equal(1, fitted.Probability(-5));
    }

    [Fact]
    public void Fit_BadRows_Throws()
    {
        Assert.Throws<ArgumentException>(() => IsotonicCalibrator.Fit([1, float.NaN], [0, 1]));
        Assert.Throws<ArgumentException>(() => IsotonicCalibrator.Fit([1, 2], [0, 2]));
        Assert.Throws<ArgumentException>(() => IsotonicCalibrator.Fit([1, 2], [0, 1], [1, -1]));
        Assert.Throws<ArgumentException>(() => IsotonicCalibrator.Fit([1, 2], [0, 1], [0, 0]));
        Assert.Throws<ArgumentException>(() => IsotonicCalibrator.Fit([], []));
    }

    [Fact]
    public void Constructor_StepsThatDoNotRise_Throws()
    {
        Assert.Throws<ArgumentException>(() => new IsotonicCalibrator([0, 1], [0.5f, 2], [0.4f, 0.4f]));
        Assert.Throws<ArgumentException>(() => new IsotonicCalibrator([0, 0.4f], [0.5f, 2], [0.4f, 0.5f]));
        Assert.Throws<ArgumentException>(() => new IsotonicCalibrator([0], [1], [1.5f]));
        Assert.Throws<ArgumentException>(() => new IsotonicCalibrator([], [], []));
        Assert.Throws<ArgumentException>(() => new IsotonicCalibrator([0], [1], []));
    }

    /// <summary>The max-min formula of isotonic regression: the greatest over starts of the least over ends of the weighted means.</summary>
    private static Dictionary<float, double> Naive(float[] scores, float[] labels, float[] weights)
    {
        var points = scores.Select((score, i) => (score, i)).GroupBy(row => row.score, row => row.i).OrderBy(group => group.Key)
            .Select(group => (Score: group.Key, Ones: group.Sum(i => (double)labels[i] * weights[i]), Weight: group.Sum(i => (double)weights[i]))).ToArray();
        double Mean(int from, int to) => points[from..(to + 1)].Sum(point => point.Ones) / points[from..(to + 1)].Sum(point => point.Weight);
        return points.Select((point, at) => (point.Score, Value: Enumerable.Range(0, at + 1).Max(from => Enumerable.Range(at, points.Length - at).Min(to => Mean(from, to)))))
            .ToDictionary(pair => pair.Score, pair => pair.Value);
    }
}
