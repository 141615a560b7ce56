using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Trainers.Tests.Linear;

/// <summary>Fits that a clock ends: here one that counts how often it is looked at.</summary>
public sealed class EndedFitTests
{
    private static readonly LinearOptions s_options = new() { L1 = 0, L2 = 1, Tolerance = 1e-10 };

    [Fact]
    public void Fit_TimeOverAtOnce_GivesTheSharesOfTheClasses()
    {
        var data = Classes();
        var model = SoftmaxRegression.Fit(s_options with { IsOver = () => true }, 3, data);
        Assert.True(model.EndedEarly);
        Assert.Equal(0, model.Iterations);
        Assert.All(model.Weights, weight => Assert.Equal(0, weight));
        var shares = model.Predictions(data.Features.Select([0])).Row(0).ToArray();
        Assert.All(Enumerable.Range(0, 3), k => Assert.Equal(data.Labels.Count(label => label == k) / (double)data.Rows, shares[k], 1e-5));
    }

    [Fact]
    public void Fit_TimeOverOnTheWay_GivesTheBestSoFar()
    {
        var data = Classes();
        var (start, way, end) = (Loss(SoftmaxRegression.Fit(s_options with { IsOver = Over(0) }, 3, data), data), new List<double>(), Loss(SoftmaxRegression.Fit(s_options, 3, data), data));
        foreach (var looks in new[] { 20, 28, 36 })
        {
            var model = SoftmaxRegression.Fit(s_options with { IsOver = Over(looks) }, 3, data);
            Assert.True(model.EndedEarly);
            way.Add(Loss(model, data));
        }

        Assert.True(way[0] < start, $"{way[0]} should be below the start's {start}.");
        Assert.Equal(way.OrderDescending(), way);
        Assert.True(way[^1] >= end - 1e-6);
    }

    [Fact]
    public void Fit_TimeNeverOver_IsTheFitWithoutAClock()
    {
        var data = Classes();
        var (with, without) = (SoftmaxRegression.Fit(s_options with { IsOver = () => false }, 3, data), SoftmaxRegression.Fit(s_options, 3, data));
        Assert.Equal(without.Weights, with.Weights);
        Assert.False(with.EndedEarly);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Fit_L1TimeOverOnTheWay_GivesTheBestSoFar(int threads)
    {
        var data = LinearRows.Binary(3000, 6, 2);
        var model = LogisticRegression.Fit(s_options with { L1 = 1, Threads = threads, IsOver = Over(30) }, data);
        Assert.True(model.EndedEarly);
        Assert.All(model.Weights, weight => Assert.True(float.IsFinite(weight)));
        Assert.False(LogisticRegression.Fit(s_options with { L1 = 1, Threads = threads }, data).EndedEarly);
    }

    [Fact]
    public void Fit_CancelledAndOver_Throws()
    {
        using var source = new CancellationTokenSource();
        var options = s_options with
        {
            IsOver = () =>
            {
                source.Cancel();
                return true;
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => SoftmaxRegression.Fit(options, 3, Classes(), source.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ridge_MoreColumnsThanRows_IsOptimal(bool weighted)
    {
        const double Penalty = 3;
        var (rows, columns) = (40, 150);
        var features = LinearRows.Features(rows, columns, 6);
        var random = new Random(7);
        var data = new TrainingData(features, [.. Enumerable.Range(0, rows).Select(_ => random.NextSingle() * 10)], weighted ? [.. Enumerable.Range(0, rows).Select(_ => random.NextSingle() * 2)] : null);
        var model = RidgeRegression.Fit(new LinearOptions { L2 = Penalty, Threads = 2 }, data);

        // At the solution no weight can move to any good: X'W(Xw + b - y) + L2 w = 0, and the misses add up to 0.
        double[] misses = [.. Enumerable.Range(0, rows).Select(i => (data.Weights?[i] ?? 1) * (Score(model, features.Row(i)) - data.Labels[i]))];
        Assert.Equal(0, misses.Sum(), 1e-3);
        for (var j = 0; j < columns; j++)
        {
            var slope = Enumerable.Range(0, rows).Sum(i => misses[i] * features.Row(i)[j]) + (Penalty * model.Weights[j]);
            Assert.Equal(0, slope / (1 + j), 2e-2);
        }
    }

    [Fact]
    public void Ridge_DearAndTimeOver_EndsWithTheMean()
    {
        const int Size = 2000;
        var features = LinearRows.Features(Size, Size, 8);
        var data = new TrainingData(features, [.. Enumerable.Range(0, Size).Select(i => (float)(i % 7))]);
        var model = RidgeRegression.Fit(new LinearOptions { L2 = 1, IsOver = () => true }, data);
        Assert.True(model.EndedEarly);
        Assert.All(model.Weights, weight => Assert.Equal(0, weight));
        Assert.Equal(data.Labels.Average(), model.Biases[0], 1e-3);
    }

    private static Func<bool> Over(int looks)
    {
        var seen = 0;
        return () => Interlocked.Increment(ref seen) > looks;
    }

    private static double Score(LinearModel model, ReadOnlySpan<float> row)
    {
        double score = model.Biases[0];
        for (var j = 0; j < row.Length; j++)
        {
            score += (double)model.Weights[j] * row[j];
        }

        return score;
    }

    private static double Loss(LinearModel model, TrainingData data)
    {
        var shares = model.Predictions(data.Features);
        return Enumerable.Range(0, data.Rows).Average(i => -Math.Log(shares.Row(i)[(int)data.Labels[i]]));
    }

    private static TrainingData Classes()
    {
        var binary = LinearRows.Binary(2000, 6, 2);
        return new TrainingData(binary.Features, [.. binary.Labels.Select((y, i) => y == 1 ? 2f : i % 3 == 0 ? 0 : 1)]);
    }
}
