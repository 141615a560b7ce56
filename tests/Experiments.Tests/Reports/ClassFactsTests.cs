using MLNetTuning.Experiments.Reports;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Experiments.Tests.Reports;

public sealed class ClassFactsTests
{
    [Fact]
    public void Of_SomeRowsTwice_IsWhatTheMetricsSay()
    {
        const int Classes = 7;
        var random = new Random(1);
        var shares = new FloatMatrix(200, Classes);
        for (var row = 0; row < shares.Rows; row++)
        {
            var total = 0f;
            for (var k = 0; k < Classes; k++)
            {
                total += shares.Row(row)[k] = random.Next(4) == 0 ? 0 : random.NextSingle();
            }

            for (var k = 0; k < Classes && total > 0; k++)
            {
                shares.Row(row)[k] /= total;
            }
        }

        float[] labels = [.. Enumerable.Range(0, 200).Select(_ => (float)random.Next(Classes - 1))];
        int[] rows = [.. Enumerable.Range(0, 150).Select(_ => random.Next(200))];
        double[] measured = [.. new ClassFacts(shares, shares, labels).Measure(rows).Select(one => one.Value)];
        var (some, own) = (shares.Select(rows), Array.ConvertAll(rows, row => labels[row]));
        Assert.Equal(MulticlassMetrics.MicroAccuracy(some, own), measured[0], 1e-9);
        Assert.Equal(MulticlassMetrics.MacroAccuracy(some, own), measured[1], 1e-9);
        Assert.Equal(MulticlassMetrics.LogLoss(some, own), measured[2], 1e-9);
    }
}
