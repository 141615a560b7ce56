using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Trainers.Tests.Linear;

/// <summary>At the solution of a convex problem no direction goes down: the optimality conditions are checked in doubles.</summary>
public sealed class RegressionFitTests
{
    private static readonly LinearOptions Exact = new() { Tolerance = 0, MaxIterations = 300 };

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(0, 0, true)]
    [InlineData(5, 0, false)]
    [InlineData(20, 3, true)]
    public void Logistic_Solution_IsOptimal(double l1, double l2, bool weighted)
    {
        var data = LinearRows.Binary(1500, 6, 1, weighted);
        var model = LogisticRegression.Fit(Exact with { L1 = l1, L2 = l2 }, data);
        var derivatives = new double[data.Rows];
        for (var i = 0; i < data.Rows; i++)
        {
            derivatives[i] = Weight(data, i) * ((1 / (1 + Math.Exp(-Score(model, data, i, 0)))) - data.Labels[i]);
        }

        AssertOptimal(model, data, 0, derivatives, l1, l2);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 1)]
    public void Softmax_Solution_IsOptimal(double l1, double l2)
    {
        var binary = LinearRows.Binary(1500, 5, 2);
        var labels = binary.Labels.Select((y, i) => y == 1 ? 2f : i % 2).ToArray();
        var data = new TrainingData(binary.Features, labels);
        var model = SoftmaxRegression.Fit(Exact with { L1 = l1, L2 = l2 }, 3, data);
        for (var k = 0; k < 3; k++)
        {
            var derivatives = new double[data.Rows];
            for (var i = 0; i < data.Rows; i++)
            {
                var total = Enumerable.Range(0, 3).Sum(c => Math.Exp(Score(model, data, i, c)));
                derivatives[i] = (Math.Exp(Score(model, data, i, k)) / total) - (labels[i] == k ? 1 : 0);
            }

            AssertOptimal(model, data, k, derivatives, l1, l2);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 1)]
    public void Poisson_Solution_IsOptimal(double l1, double l2)
    {
        var features = LinearRows.Features(1500, 5, 3);
        var random = new Random(3);
        var labels = Enumerable.Range(0, 1500).Select(i => MathF.Floor((float)Math.Exp(LinearRows.Score(features.Row(i))) * 2 * random.NextSingle())).ToArray();
        var data = new TrainingData(features, labels);
        var model = PoissonRegression.Fit(Exact with { L1 = l1, L2 = l2 }, data);
        var derivatives = Enumerable.Range(0, 1500).Select(i => Math.Exp(Score(model, data, i, 0)) - labels[i]).ToArray();
        AssertOptimal(model, data, 0, derivatives, l1, l2);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2.5, true)]
    public void Ridge_Solution_IsOptimal(double l2, bool weighted)
    {
        var binary = LinearRows.Binary(800, 7, 4, weighted);
        var random = new Random(5);
        var labels = Enumerable.Range(0, 800).Select(i => (float)LinearRows.Score(binary.Features.Row(i)) + random.NextSingle()).ToArray();
        var data = new TrainingData(binary.Features, labels, binary.Weights);
        var model = RidgeRegression.Fit(new LinearOptions { L2 = l2, Threads = 2 }, data);
        var derivatives = Enumerable.Range(0, 800).Select(i => Weight(data, i) * (Score(model, data, i, 0) - labels[i])).ToArray();
        AssertOptimal(model, data, 0, derivatives, 0, l2);
    }

    [Fact]
    public void Ridge_RepeatedAndConstantColumns_GetOneWeightBetweenThem()
    {
        var features = new FloatMatrix(4, 3, [1, 1, 9, 2, 2, 9, 3, 3, 9, 4, 4, 9]);
        var model = RidgeRegression.Fit(new LinearOptions { L2 = 0 }, new TrainingData(features, [3, 5, 7, 9]));
        Assert.Equal([2f, 0f, 0f], model.Weights);
        Assert.Equal(1f, model.Biases[0], 5);
    }

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(20, 0)]
    [InlineData(200, 0.5)]
    public void LogisticAndPoisson_CorrelatedColumnsWithL1_AreOptimalAfterFewIterations(double l1, double l2)
    {
        var random = new Random(3);
        var features = new FloatMatrix(5000, 30);
        var labels = new float[5000];
        for (var i = 0; i < labels.Length; i++)
        {
            var row = features.Row(i);
            row[0] = (random.NextSingle() * 4) - 2;
            for (var j = 1; j < 30; j++)
            {
                row[j] = j == 29 ? 5 : row[j - 1] + ((random.NextSingle() - 0.5f) / 5);
            }

            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(row[20] - row[3] - (row[9] / 2))) ? 1 : 0;
        }

        var data = new TrainingData(features, labels, [.. labels.Select(y => 1 + (y / 2))]);
        foreach (var isLogistic in new[] { true, false })
        {
            var options = new LinearOptions { L1 = l1, L2 = l2, Tolerance = 1e-9, Threads = 2 };
            var model = isLogistic ? LogisticRegression.Fit(options, data) : PoissonRegression.Fit(options, data);
            var derivatives = Enumerable.Range(0, 5000).Select(i => Weight(data, i) * (Prediction(Score(model, data, i, 0)) - labels[i])).ToArray();
            AssertOptimal(model, data, 0, derivatives, l1, l2);
            Assert.InRange(model.Iterations, 1, 40);
            Assert.Equal(0, model.Weights[29]);

            double Prediction(double score) => isLogistic ? 1 / (1 + Math.Exp(-score)) : Math.Exp(score);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Logistic_ColumnTheSampleDoesNotSee_IsFittedToo(double l1)
    {
        // So many rows and columns that second derivatives are estimated from some rows; the last column is 0 but in a few.
        var random = new Random(1);
        var features = new FloatMatrix(90_000, 64);
        var labels = new float[90_000];
        for (var i = 0; i < labels.Length; i++)
        {
            var row = features.Row(i);
            for (var j = 0; j < 63; j++)
            {
                row[j] = random.NextSingle() - 0.5f;
            }

            row[63] = i % 10_000 == 4321 ? 3 : 0;
            labels[i] = row[63] > 0 ? (i > 20_000 ? 1 : 0) : random.NextDouble() < 1 / (1 + Math.Exp(-2 * row[0])) ? 1 : 0;
        }

        var data = new TrainingData(features, labels);
        var model = LogisticRegression.Fit(new LinearOptions { L1 = l1, L2 = 0, Tolerance = 1e-10 }, data);
        var derivatives = Enumerable.Range(0, labels.Length).Select(i => (1 / (1 + Math.Exp(-Score(model, data, i, 0)))) - labels[i]).ToArray();
        var slope = derivatives.Select((d, i) => d * features.Row(i)[63]).Sum();
        Assert.True(model.Weights[63] > 0.1);
        Assert.Equal(-l1, slope, 0.05);
        AssertOptimal(model, data, 0, derivatives, l1, 0);
    }

    [Fact]
    public void Logistic_StrongL1_GivesExactZeros()
    {
        var model = LogisticRegression.Fit(new LinearOptions { L1 = 60, L2 = 0 }, LinearRows.Binary(1000, 9, 1));
        Assert.Equal(0, model.Weights[2]);
        Assert.InRange(model.Weights.Count(w => w != 0), 1, 6);
    }

    [Fact]
    public void Logistic_FeaturesOfVeryDifferentSize_IsOptimalToo()
    {
        var data = LinearRows.Binary(1000, 4, 1);
        for (var i = 0; i < data.Rows; i++)
        {
            data.Features.Row(i)[1] = (data.Features.Row(i)[1] * 1e5f) + 3e5f;
            data.Features.Row(i)[3] *= 1e-4f;
        }

        var model = LogisticRegression.Fit(new LinearOptions { L1 = 0, L2 = 0, Tolerance = 1e-10 }, data);
        var scaled = LogisticRegression.Fit(new LinearOptions { L1 = 0, L2 = 0, Tolerance = 1e-10 }, LinearRows.Binary(1000, 4, 1));
        Assert.Equal(scaled.Weights[0], model.Weights[0], 1e-3);
        Assert.Equal(scaled.Weights[1], model.Weights[1] * 1e5f, 1e-3);
        Assert.Equal(scaled.Weights[3], model.Weights[3] * 1e-4f, 1e-3);
        Assert.InRange(model.Iterations, 1, 60);
    }

    [Fact]
    public void Logistic_SameThreads_GivesTheSameWeights()
    {
        var data = LinearRows.Binary(5000, 6, 1);
        var options = new LinearOptions { Threads = 3 };
        Assert.Equal(LogisticRegression.Fit(options, data).Weights, LogisticRegression.Fit(options, data).Weights);
        var single = LogisticRegression.Fit(new LinearOptions { Tolerance = 1e-10 }, data);
        var many = LogisticRegression.Fit(new LinearOptions { Tolerance = 1e-10, Threads = 3 }, data);
        Assert.All(single.Weights.Zip(many.Weights), p => Assert.Equal(p.First, p.Second, 1e-3));
    }

    [Fact]
    public void Logistic_OneClass_PredictsIt()
    {
        var data = new TrainingData(LinearRows.Features(20, 2, 1), [.. Enumerable.Repeat(1f, 20)]);
        var score = new float[1];
        LogisticRegression.Fit(new LinearOptions(), data).PredictRow([0, 0], score);
        Assert.True(score[0] > 5);
    }

    [Fact]
    public void Logistic_SeparableClassesWithoutPenalty_StaysFinite()
    {
        var data = new TrainingData(new FloatMatrix(4, 1, [-2, -1, 1, 2]), [0, 0, 1, 1]);
        var model = LogisticRegression.Fit(new LinearOptions { L1 = 0, L2 = 0 }, data);
        Assert.True(model.Weights[0] > 3);
    }

    [Fact]
    public void Fit_BadRowsOrOptions_AreRefused()
    {
        var features = new FloatMatrix(2, 1, [1, float.NaN]);
        var error = Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(new LinearOptions(), new TrainingData(features, [0, 1])));
        Assert.Equal("Feature 0 of row 1 is NaN; linear models need finite features. Replace missing values first.", error.Message);
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(new LinearOptions(), new TrainingData(new FloatMatrix(1, 1), [2])));
        Assert.Throws<ArgumentException>(() => SoftmaxRegression.Fit(new LinearOptions(), 3, new TrainingData(new FloatMatrix(1, 1), [3])));
        Assert.Throws<ArgumentException>(() => PoissonRegression.Fit(new LinearOptions(), new TrainingData(new FloatMatrix(1, 1), [-1])));
        Assert.Throws<ArgumentException>(() => RidgeRegression.Fit(new LinearOptions(), new TrainingData(new FloatMatrix(1, 1), [float.NaN])));
        Assert.Throws<ArgumentException>(() => RidgeRegression.Fit(new LinearOptions(), new TrainingData(new FloatMatrix(1, 1), [1], [-1])));
        Assert.Throws<ArgumentException>(() => RidgeRegression.Fit(new LinearOptions(), new TrainingData(new FloatMatrix(0, 1), [])));
        var options = Assert.Throws<ArgumentException>(() => new LinearOptions { L1 = -1, MaxIterations = 0 }.Validate());
        Assert.Equal("LinearOptions: L1 is -1; it must be a finite number of 0 or more. MaxIterations is 0; it must be 1 or more.", options.Message);
    }

    [Fact]
    public void Fit_Cancelled_Throws()
        => Assert.Throws<OperationCanceledException>(
            () => LogisticRegression.Fit(new LinearOptions(), LinearRows.Binary(100, 2, 1), new CancellationToken(canceled: true)));

    internal static double Weight(TrainingData data, int row) => data.Weights is null ? 1 : data.Weights[row];

    internal static double Score(LinearModel model, TrainingData data, int row, int output)
    {
        double score = model.Biases[output];
        for (var j = 0; j < model.Inputs; j++)
        {
            score += (double)model.Weights[(output * model.Inputs) + j] * data.Features.Row(row)[j];
        }

        return score;
    }

    private static void AssertOptimal(LinearModel model, TrainingData data, int output, double[] derivatives, double l1, double l2)
    {
        Assert.Equal(0, derivatives.Sum() / data.Rows, 1e-4);
        for (var j = 0; j < model.Inputs; j++)
        {
            var weight = model.Weights[(output * model.Inputs) + j];
            var slope = derivatives.Select((d, i) => d * data.Features.Row(i)[j]).Sum() + (l2 * weight);
            if (weight == 0 && l1 > 0)
            {
                Assert.True(Math.Abs(slope) <= l1 + (1e-3 * data.Rows));
            }
            else
            {
                Assert.Equal(0, (slope + (l1 * Math.Sign(weight))) / data.Rows, 1e-3);
            }
        }
    }
}
