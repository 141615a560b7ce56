using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Evaluation;

public sealed class MulticlassEvaluationTests
{
    // Labels count from 1 here; a member of a row class counts its keys from 0.
    private static readonly (uint Label, float[] Score)[] s_rows =
    [
        (1, [0.7f, 0.2f, 0.1f]),
        (1, [0.4f, 0.5f, 0.1f]),
        (2, [0.1f, 0.8f, 0.1f]),
        (2, [0.3f, 0.3f, 0.4f]),
        (2, [0.2f, 0.6f, 0.2f]),
        (3, [0.25f, 0.25f, 0.5f]),
    ];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Evaluate_FixedScores_GivesAccuracies()
    {
        var metrics = _ml.MulticlassClassification.Evaluate(Rows(), topKPredictionCount: 2);

        Assert.Equal(4.0 / 6, metrics.MicroAccuracy, 9);
        Assert.Equal(((1.0 / 2) + (2.0 / 3) + 1) / 3, metrics.MacroAccuracy, 9);

        // Row 2 has its class second. Row 4 has it third: class 1 has the same score and comes first.
        Assert.Equal(2, metrics.TopKPredictionCount);
        Assert.Equal([4.0 / 6, 5.0 / 6], metrics.TopKAccuracyForAllK, new Tolerance());
        Assert.Equal(5.0 / 6, metrics.TopKAccuracy, 9);
    }

    [Fact]
    public void Evaluate_FixedScores_GivesLogLossInNats()
    {
        var metrics = _ml.MulticlassClassification.Evaluate(Rows());

        var losses = s_rows.Select(row => (row.Label, Loss: -Math.Log(row.Score[row.Label - 1]))).ToArray();
        var expected = losses.Average(row => row.Loss);
        var prior = -((2.0 / 6 * Math.Log(2.0 / 6)) + (3.0 / 6 * Math.Log(3.0 / 6)) + (1.0 / 6 * Math.Log(1.0 / 6)));
        Assert.Equal(expected, metrics.LogLoss, 6);
        Assert.Equal((prior - expected) / prior, metrics.LogLossReduction, 6);
        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(losses.Where(row => row.Label == k + 1).Average(row => row.Loss), metrics.PerClassLogLoss[k], 6);
        }
    }

    [Fact]
    public void Evaluate_FixedScores_GivesTheConfusionMatrixByTrueClass()
    {
        var matrix = _ml.MulticlassClassification.Evaluate(Rows()).ConfusionMatrix;

        Assert.Equal([[1.0, 1.0, 0.0], [0.0, 2.0, 1.0], [0.0, 0.0, 1.0]], matrix.Counts);
        Assert.Equal([1.0, 2.0 / 3, 1.0 / 2], matrix.PerClassPrecision);
        Assert.Equal([1.0 / 2, 2.0 / 3, 1.0], matrix.PerClassRecall);
    }

    [Fact]
    public void GetFormattedConfusionTable_FixedScores_IsTheKnownTable()
    {
        var lines = _ml.MulticlassClassification.Evaluate(Rows()).ConfusionMatrix.GetFormattedConfusionTable().ReplaceLineEndings("\n").Split('\n');

        Assert.Equal(
            [
                string.Empty,
                "Confusion table",
                "          ||========================",
                "PREDICTED ||     0 |     1 |     2 | Recall",
                "TRUTH     ||========================",
                "        0 ||     1 |     1 |     0 | 0.5000",
                "        1 ||     0 |     2 |     1 | 0.6667",
                "        2 ||     0 |     0 |     1 | 1.0000",
                "          ||========================",
                "Precision ||1.0000 |0.6667 |0.5000 |",
                string.Empty,
            ],
            lines);
    }

    [Fact]
    public void Evaluate_NoTopKAskedFor_GivesZero()
        => Assert.Equal(0, _ml.MulticlassClassification.Evaluate(Rows()).TopKAccuracy);

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(
        s_rows.Select(row => new ClassRow { Label = row.Label - 1, Score = row.Score, PredictedLabel = (uint)Array.IndexOf(row.Score, row.Score.Max()) }));

    public sealed class ClassRow
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class Tolerance : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-8;

        public int GetHashCode(double value) => 0;
    }
}
