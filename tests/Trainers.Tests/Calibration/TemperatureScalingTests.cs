using MLNetTuning.Trainers.Calibration;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Trainers.Tests.Calibration;

public sealed class TemperatureScalingTests
{
    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(3)]
    public void Fit_LogitsBlownUpByAFactor_FindsIt(double factor)
    {
        var random = new Random(5);
        var truth = Enumerable.Range(0, 20_000).Select(_ => (random.NextDouble() * 6) - 3).ToArray();
        float[] labels = [.. truth.Select(z => random.NextDouble() < 1 / (1 + Math.Exp(-z)) ? 1f : 0f)];
        var said = new FloatMatrix(truth.Length, 1, [.. truth.Select(z => (float)(1 / (1 + Math.Exp(-z * factor))))]);
        var temperature = TemperatureScaling.Fit(said, labels);
        Assert.Equal(factor, temperature, 0.1 * factor);
        var after = TemperatureScaling.Apply(said, temperature);
        Assert.True(BinaryMetrics.LogLoss(after.Values, labels) <= BinaryMetrics.LogLoss(said.Values, labels) + 1e-9);
    }

    [Fact]
    public void Fit_Multiclass_IsTheBestOfAFineGrid()
    {
        var random = new Random(7);
        var p = new FloatMatrix(500, 3);
        var labels = new float[500];
        for (var row = 0; row < 500; row++)
        {
            var e = Enumerable.Range(0, 3).Select(_ => Math.Exp(4 * random.NextDouble())).ToArray();
            for (var k = 0; k < 3; k++)
            {
                p.Row(row)[k] = (float)(e[k] / e.Sum());
            }

            labels[row] = random.Next(3);
        }

        var found = TemperatureScaling.Fit(p, labels);
        var loss = MulticlassMetrics.LogLoss(TemperatureScaling.Apply(p, found), labels);
        for (var t = 0.1; t < 20; t *= 1.05)
        {
            Assert.True(loss <= MulticlassMetrics.LogLoss(TemperatureScaling.Apply(p, t), labels) + 1e-6);
        }
    }

    [Fact]
    public void Apply_RowsStillAddUpToOne_AndKeepTheirOrder()
    {
        var after = TemperatureScaling.Apply(new FloatMatrix(1, 3, [0.7f, 0.2f, 0.1f]), 2).Values;
        Assert.Equal(1, after.Sum(), 1e-6f);
        Assert.True(after[0] > after[1] && after[1] > after[2] && after[0] < 0.7f);
    }
}
