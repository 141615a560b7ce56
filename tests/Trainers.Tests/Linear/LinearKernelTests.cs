using MLNetTuning.Trainers.Linear;
using MLNetTuning.Trainers.Linear.Kernels;
using MLNetTuning.Trainers.Linear.Solving;

namespace MLNetTuning.Trainers.Tests.Linear;

/// <summary>Kernels and stages of linear fits against plain loops.</summary>
public sealed class LinearKernelTests
{
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 3, 5 }, { 4, 8 }, { 7, 17 }, { 64, 50 }, { 130, 3 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void RowKernel_AnySize_EqualsPlainLoops(int rows, int columns)
    {
        var features = LinearRows.Features(rows, columns, 1);
        var weights = LinearRows.Features(1, columns, 2).Values;
        var scores = new float[2 * rows];
        RowKernel.Score(features.Values, weights, 0.5f, scores.AsSpan(1), 2);
        var sums = Enumerable.Range(0, columns).Select(j => (float)j).ToArray();
        RowKernel.Accumulate(features.Values, scores.AsSpan(1), 2, sums);
        for (var i = 0; i < rows; i++)
        {
            var expected = 0.5 + Enumerable.Range(0, columns).Sum(j => (double)features.Row(i)[j] * weights[j]);
            Assert.Equal(expected, scores[(2 * i) + 1], 1e-4 * Math.Max(1, Math.Abs(expected)));
            Assert.Equal(0, scores[2 * i]);
        }

        for (var j = 0; j < columns; j++)
        {
            var expected = j + Enumerable.Range(0, rows).Sum(i => (double)features.Row(i)[j] * scores[(2 * i) + 1]);
            Assert.Equal(expected, sums[j], 1e-4 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void RowKernel_NoColumns_GivesOffsets()
    {
        var scores = new float[3];
        RowKernel.Score([], [], 2, scores, 1);
        Assert.Equal([2f, 2f, 2f], scores);
    }

    [Theory]
    [InlineData(1, false, 1)]
    [InlineData(5, true, 1)]
    [InlineData(8, false, 3)]
    [InlineData(31, true, 2)]
    public void CentredGram_AnySize_EqualsPlainLoops(int columns, bool weighted, int step)
    {
        var data = LinearRows.Binary(300, columns, 3, weighted);
        var means = Enumerable.Range(0, columns).Select(j => j + 0.25).ToArray();
        var gram = new CentredGram(new DenseRows(data), means, 0.4);
        var sums = gram.Sum(step, 2, CancellationToken.None);
        for (var j = 0; j <= columns; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                double expected = 0;
                for (var i = 0; i < 300; i += step)
                {
                    expected += (data.Weights?[i] ?? 1) * Value(i, j) * Value(i, k);
                }

                Assert.Equal(expected, sums[(j * gram.Stride) + k], 1e-6 * Math.Max(1, Math.Abs(expected)));
            }
        }

        double Value(int i, int j) => j == columns ? data.Labels[i] - 0.4 : data.Features.Row(i)[j] - means[j];
    }

    [Fact]
    public void ColumnMoments_WeightedFarFromZero_AreExactAndConstantsHaveNone()
    {
        var features = LinearRows.Features(3000, 19, 4);
        for (var i = 0; i < 3000; i++)
        {
            features.Row(i)[3] = 7.7f;
            features.Row(i)[5] += 1e4f;
        }

        var data = new TrainingData(features, new float[3000], [.. Enumerable.Range(0, 3000).Select(i => i % 4 / 2f)]);
        foreach (var threads in new[] { 1, 3 })
        {
            var moments = ColumnMoments.Of(new DenseRows(data), threads, CancellationToken.None);
            var total = data.Weights!.Sum(w => (double)w);
            Assert.Equal(total, moments.TotalWeight, 9);
            for (var j = 0; j < 19; j++)
            {
                var mean = Enumerable.Range(0, 3000).Sum(i => (double)data.Weights![i] * features.Row(i)[j]) / total;
                var square = Enumerable.Range(0, 3000).Sum(i => data.Weights![i] * Math.Pow(features.Row(i)[j] - mean, 2));
                Assert.Equal(mean, moments.Means[j], 1e-9 * Math.Max(1, Math.Abs(mean)));
                Assert.Equal(square, moments.SquaredDeviations[j], 1e-6 * Math.Max(1, square));
            }

            Assert.Equal(0, moments.SquaredDeviations[3]);
        }
    }

    public static TheoryData<string> Losses => ["logistic", "softmax", "poisson", "squared"];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Differentiate_AnyLoss_EqualsDifferences(string name)
    {
        ILinearLoss loss = name switch
        {
            "logistic" => new LogisticLoss(0.5),
            "softmax" => new SoftmaxLoss(3),
            "poisson" => new PoissonLoss(1),
            _ => new SquaredLoss(),
        };
        var random = new Random(1);
        const int Count = 37;
        var labels = Enumerable.Range(0, Count).Select(i => (float)(i % (name == "softmax" ? 3 : 2))).ToArray();
        var scores = Enumerable.Range(0, Count * loss.Outputs).Select(_ => (random.NextSingle() * 6) - 3).ToArray();
        foreach (var weights in new[] { [], labels.Select(y => 0.5f + y).ToArray() })
        {
            var slopes = (float[])scores.Clone();
            var value = loss.Differentiate(slopes, labels, weights);
            Assert.Equal(Value(scores, weights), value, 1e-3);
            for (var i = 0; i < scores.Length; i++)
            {
                const float Step = 1f / 32;
                var (up, down) = ((float[])scores.Clone(), (float[])scores.Clone());
                (up[i], down[i]) = (up[i] + Step, down[i] - Step);
                Assert.Equal((Value(up, weights) - Value(down, weights)) / (2 * Step), slopes[i], 0.01);
            }
        }

        double Value(float[] at, float[] weights)
        {
            double sum = 0;
            for (var i = 0; i < Count; i++)
            {
                var s = at.AsSpan(i * loss.Outputs, loss.Outputs).ToArray().Select(x => (double)x).ToArray();
                var own = name switch
                {
                    "logistic" => Math.Log(1 + Math.Exp(s[0])) - (labels[i] * s[0]),
                    "softmax" => Math.Log(s.Sum(Math.Exp)) - s[(int)labels[i]],
                    "poisson" => Math.Exp(s[0]) - (labels[i] * s[0]),
                    _ => (s[0] - labels[i]) * (s[0] - labels[i]) / 2,
                };
                sum += (weights.Length > 0 ? weights[i] : 1) * own;
            }

            return sum;
        }
    }

    [Fact]
    public void Fit_CorrelatedColumns_NeedsFewIterations()
    {
        var random = new Random(1);
        var data = LinearRows.Binary(3000, 20, 5);
        for (var i = 0; i < 3000; i++)
        {
            for (var j = 1; j < 20; j++)
            {
                data.Features.Row(i)[j] = data.Features.Row(i)[j - 1] + (random.NextSingle() / 100);
            }
        }

        var model = LogisticRegression.Fit(new LinearOptions { L1 = 0, L2 = 1e-3 }, data);
        Assert.InRange(model.Iterations, 1, 12);
    }
}
