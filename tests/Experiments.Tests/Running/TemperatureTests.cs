using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Calibration;

namespace MLNetTuning.Experiments.Tests.Running;

public sealed class TemperatureTests
{
    [Theory]
    [InlineData(PredictionTask.Binary, 1)]
    [InlineData(PredictionTask.Multiclass, 3)]
    public void Fit_TooSureProbabilities_AreCooledToTheTruth(PredictionTask task, int outputs)
    {
        var random = new Random(5);
        const int Rows = 6000;
        var (sure, labels) = (new FloatMatrix(Rows, outputs), new float[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            var scores = Enumerable.Range(0, Math.Max(2, outputs)).Select(_ => Math.Exp(random.NextDouble() * 2)).ToArray();
            var draw = random.NextDouble() * scores.Sum();
            var picked = 0;
            while (picked < scores.Length - 1 && draw > scores[picked])
            {
                draw -= scores[picked++];
            }

            // Twice the log odds: right at temperature 2, the largest looked for; 1.5 is inside.
            var sharp = scores.Select(score => Math.Pow(score, 1.5)).ToArray();
            labels[row] = picked;
            for (var k = 0; k < outputs; k++)
            {
                sure.Row(row)[k] = (float)(sharp[outputs == 1 ? 1 : k] / sharp.Sum());
            }
        }

        var temperature = Temperature.Fit(task, sure, labels);
        Assert.InRange(temperature, 1.3, 1.75);
        var before = TaskLoss.Mean(task, sure, labels);
        Assert.True(TaskLoss.Mean(task, TemperatureScaling.Apply(sure, temperature), labels) < before);
    }

    [Fact]
    public void Fit_Regression_ChangesNothing() => Assert.Equal(1, Temperature.Fit(PredictionTask.Regression, new FloatMatrix(500, 1), new float[500]));
}
