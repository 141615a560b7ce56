using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Trainers.Tests.Linear;

public sealed class LinearStartTests
{
    private static readonly LinearOptions s_options = new() { L1 = 0, L2 = 0.1, Tolerance = 1e-10 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fit_FromTheOptimum_NeedsFewerIterations(double l1)
    {
        var data = Data();
        var whole = LogisticRegression.Fit(s_options with { L1 = l1 }, data);

        var again = LogisticRegression.Fit(s_options with { L1 = l1, Start = whole }, data);

        Assert.True(again.Iterations < whole.Iterations, $"{again.Iterations} against {whole.Iterations}");
        Assert.Equal(whole.Weights, again.Weights, (a, b) => Math.Abs(a - b) < 1e-2);
        Assert.Equal(whole.Biases[0], again.Biases[0], 1e-2);
    }

    [Fact]
    public void Fit_StartOfAnotherShape_Throws()
    {
        var start = new LinearModel(2, [1, 1], [0]);

        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(s_options with { Start = start }, Data()));
    }

    private static TrainingData Data()
    {
        var random = new Random(4);
        var features = new FloatMatrix(500, 4);
        var labels = new float[500];
        for (var i = 0; i < 500; i++)
        {
            var row = features.Values.AsSpan(i * 4, 4);
            for (var j = 0; j < 4; j++)
            {
                row[j] = 1 + random.NextSingle();
            }

            row[3] = row[2] + (0.05f * random.NextSingle());
            labels[i] = random.NextSingle() < 1 / (1 + MathF.Exp(-(4 * (row[0] - row[1])) - (8 * (row[2] - 1.5f)))) ? 1 : 0;
        }

        return new TrainingData(features, labels);
    }
}
