using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Trainers.Tests.Linear;

/// <summary>Sparse rows give what the same rows give when all zeros are written out.</summary>
public sealed class SparseTests
{
    private static readonly LinearOptions Exact = new() { Tolerance = 0, MaxIterations = 300 };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 0.5)]
    public void Logistic_SparseRows_EqualDenseRows(double l1, double l2)
    {
        var (dense, sparse) = Data(1200, 12, 1);
        var options = Exact with { L1 = l1, L2 = l2, Threads = 2 };

        // With an L1 penalty the two are found by different solvers, of which OWL-QN ends a little early.
        AssertClose(LogisticRegression.Fit(options, dense), LogisticRegression.Fit(options, sparse), l1 > 0 ? 0.01f : 2e-3f);
    }

    [Fact]
    public void SoftmaxPoissonAndRidge_SparseRows_EqualDenseRows()
    {
        var (dense, sparse) = Data(900, 9, 2);
        var options = Exact with { L1 = 0, L2 = 1 };
        var labels = dense.Labels.Select((y, i) => y + (i % 2)).ToArray();
        (dense, sparse) = (new TrainingData(dense.Features, labels, dense.Weights), new TrainingData(sparse.Compressed!.Stored, labels, sparse.Weights));
        AssertClose(SoftmaxRegression.Fit(options, 3, dense), SoftmaxRegression.Fit(options, 3, sparse), 5e-3f);
        AssertClose(PoissonRegression.Fit(options, dense), PoissonRegression.Fit(options, sparse), 2e-3f);
        AssertClose(RidgeRegression.Fit(options, dense), RidgeRegression.Fit(options, sparse), 2e-3f);
    }

    [Theory]
    [InlineData(SdcaLoss.Logistic, 0)]
    [InlineData(SdcaLoss.Hinge, 0)]
    [InlineData(SdcaLoss.Squared, 0.2)]
    [InlineData(SdcaLoss.Softmax, 0.2)]
    public void Sdca_SparseRows_EqualDenseRows(SdcaLoss loss, double threshold)
    {
        var (dense, sparse) = Data(400, 9, 3);
        var options = new SdcaOptions { Loss = loss, Classes = loss == SdcaLoss.Softmax ? 2 : 0, L1Threshold = threshold, L2 = 0.01, MaxIterations = 20, Tolerance = 1e-3 };
        AssertClose(SdcaTrainer.Fit(options, dense), SdcaTrainer.Fit(options, sparse), 2e-3f);
    }

    [Fact]
    public void Fit_EncodedSparseRows_WhoseZerosAreOtherNumbers_EqualsDenseRows()
    {
        var (dense, sparse) = Data(300, 8, 5);
        var encoder = NetworkEncoder.Fit(sparse, FeatureScaling.MeanVariance, 0);
        var (expected, actual) = (encoder.Transform(dense), encoder.Transform(sparse));
        Assert.True(actual.IsSparse);
        Assert.Equal(LogisticRegression.Fit(Exact, expected).Weights, LogisticRegression.Fit(Exact, actual).Weights);
    }

    [Fact]
    public void Predict_SparseRows_EqualsDenseRows()
    {
        var (dense, sparse) = Data(50, 7, 4);
        var model = new LinearModel(7, [.. Enumerable.Range(0, 14).Select(i => (i % 5) - 1.5f)], [0.5f, -2]);
        var (one, other) = (new float[100], new float[100]);
        model.Predict(dense.Features, one);
        model.Predict(sparse.Compressed!.Stored, other);
        Assert.All(one.Zip(other), p => Assert.Equal(p.First, p.Second, 1e-4));
        Assert.Throws<ArgumentException>(() => model.Predict(new SparseMatrix(6, [0], [], []), other));
        Assert.Throws<ArgumentException>(() => model.Predict(sparse.Compressed!.Stored, new float[99]));
    }

    [Fact]
    public void Fit_ManyColumns_AllocatesNoDenseMatrix()
    {
        var random = new Random(1);
        var indexes = Enumerable.Range(0, 2000).SelectMany(_ => new[] { random.Next(50_000), 50_000 + random.Next(50_000) }).ToArray();
        var matrix = new SparseMatrix(100_000, [.. Enumerable.Range(0, 2001).Select(i => 2 * i)], indexes, [.. indexes.Select(_ => 1f)]);
        var data = new TrainingData(matrix, [.. Enumerable.Range(0, 2000).Select(i => (float)(i % 2))]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var model = LogisticRegression.Fit(new LinearOptions { MaxIterations = 5 }, data);

        // Written out, the rows would be 800 MB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
        Assert.Equal(100_000, model.Weights.Length);
    }

    [Fact]
    public void Fit_BadSparseInput_NamesRowAndColumn()
    {
        var matrix = new SparseMatrix(4, [0, 1, 2], [1, 3], [1, float.NaN]);
        var error = Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(new LinearOptions(), new TrainingData(matrix, [0, 1])));
        Assert.StartsWith("Feature 3 of row 1 is NaN;", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TrainingData(matrix, [0]));
        Assert.Throws<ArgumentException>(() => new TrainingData(matrix, [0, 1], [1]));
        var none = new TrainingData(new SparseMatrix(4, [0], [], []), []);
        Assert.Throws<ArgumentException>(() => SdcaTrainer.Fit(new SdcaOptions(), none));
    }

    [Fact]
    public void SparseMatrix_ArraysThatMakeNone_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new SparseMatrix(4, [], [], []));
        Assert.Throws<ArgumentException>(() => new SparseMatrix(4, [1], [0], [0]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix(4, [0, 2], [0], [0]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix(4, [0, 2, 1], [0, 1], [0, 1]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix(4, [0, int.MaxValue, 1], [0, 1], [0, 1]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix(4, [0, 2], [1, 1], [0, 1]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix(4, [0, 1], [4], [0]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix(4, [0, 1], [-1], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparseMatrix(-1, [0], [], []));
    }

    private static void AssertClose(LinearModel expected, LinearModel actual, float close)
    {
        Assert.Equal(expected.Link, actual.Link);
        Assert.All(expected.Weights.Zip(actual.Weights), p => Assert.Equal(p.First, p.Second, close));
        Assert.All(expected.Biases.Zip(actual.Biases), p => Assert.Equal(p.First, p.Second, close));
    }

    private static (TrainingData Dense, TrainingData Sparse) Data(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var matrix = new FloatMatrix(rows, columns);
        var (starts, indexes, values) = (new List<int> { 0 }, new List<int>(), new List<float>());
        var labels = new float[rows];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                // The last column is stored everywhere and constant.
                if (random.Next(3) == 0 || j == columns - 1)
                {
                    matrix.Row(i)[j] = j == columns - 1 ? 2 : random.NextSingle() + (j % 2);
                    indexes.Add(j);
                    values.Add(matrix.Row(i)[j]);
                }
            }

            starts.Add(indexes.Count);
            labels[i] = matrix.Row(i)[0] - matrix.Row(i)[1] + (random.NextDouble() - 0.3) > 0 ? 1 : 0;
        }

        float[] weights = [.. labels.Select(_ => random.Next(1, 4) / 2f)];
        return (new TrainingData(matrix, labels, weights), new TrainingData(new SparseMatrix(columns, [.. starts], [.. indexes], [.. values]), labels, weights));
    }
}
