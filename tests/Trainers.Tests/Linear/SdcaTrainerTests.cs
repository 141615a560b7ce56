using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Trainers.Tests.Linear;

public sealed class SdcaTrainerTests
{
    [Theory]
    [InlineData(SdcaLoss.Logistic, 0, false)]
    [InlineData(SdcaLoss.Logistic, 2, true)]
    [InlineData(SdcaLoss.Hinge, 0, false)]
    [InlineData(SdcaLoss.Squared, 0, true)]
    [InlineData(SdcaLoss.Squared, 1, false)]
    [InlineData(SdcaLoss.Softmax, 0, false)]
    [InlineData(SdcaLoss.Softmax, 1, true)]
    public void Fit_SmallGap_NoNearbyWeightsAreBetter(SdcaLoss loss, double threshold, bool weighted)
    {
        var data = Data(loss, weighted);
        var options = Options(loss) with { L2 = 0.02, L1Threshold = threshold, Tolerance = 1e-5, MaxIterations = 3000 };
        var model = SdcaTrainer.Fit(options, data);
        var best = Objective(model, data, options);
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            var size = trial % 2 == 0 ? 0.3f : 0.05f;
            var other = new LinearModel(
                model.Inputs,
                [.. model.Weights.Select(w => w + (size * (random.NextSingle() - 0.5f)))],
                [.. model.Biases.Select(b => b + (size * (random.NextSingle() - 0.5f)))]);
            Assert.True(Objective(other, data, options) >= best * (1 - 1e-5));
        }
    }

    [Fact]
    public void Fit_Logistic_AgreesWithLbfgsOnCentredFeatures()
    {
        var data = LinearRows.Binary(2000, 4, 1);
        for (var i = 0; i < data.Rows; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                data.Features.Row(i)[j] -= j;
            }
        }

        var sdca = SdcaTrainer.Fit(new SdcaOptions { L2 = 1.0 / 2000, L1Threshold = 0, Tolerance = 1e-6, MaxIterations = 500 }, data);
        var lbfgs = LogisticRegression.Fit(new LinearOptions { L1 = 0, L2 = 1, Tolerance = 1e-10 }, data);
        Assert.All(sdca.Weights.Zip(lbfgs.Weights), p => Assert.Equal(p.Second, p.First, 1e-2));
    }

    [Fact]
    public void Fit_Threshold_CutsWeightsToZero()
    {
        var data = LinearRows.Binary(1000, 9, 1);
        var model = SdcaTrainer.Fit(new SdcaOptions { L2 = 0.05, L1Threshold = 1, Tolerance = 1e-4, MaxIterations = 300 }, data);
        Assert.Contains(model.Weights, w => w == 0);
        Assert.Contains(model.Weights, w => w != 0);
    }

    [Theory]
    [InlineData(SdcaLoss.Logistic)]
    [InlineData(SdcaLoss.Softmax)]
    public void Fit_SameSeed_GivesTheSameWeights(SdcaLoss loss)
    {
        var data = Data(loss, false);
        var first = SdcaTrainer.Fit(Options(loss) with { Seed = 3, MaxIterations = 3, Tolerance = 1e-9 }, data);
        Assert.Equal(first.Weights, SdcaTrainer.Fit(Options(loss) with { Seed = 3, MaxIterations = 3, Tolerance = 1e-9 }, data).Weights);
        Assert.NotEqual(first.Weights, SdcaTrainer.Fit(Options(loss) with { Seed = 4, MaxIterations = 3, Tolerance = 1e-9 }, data).Weights);
    }

    [Fact]
    public void Fit_BadOptionsOrRowsOrCancelled_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new SdcaOptions { L2 = 0, Tolerance = 0, Classes = 2 }.Validate());
        Assert.Equal(
            "SdcaOptions: Classes is 2; it must be 0 unless Loss is Softmax. L2 is 0; it must be a finite number above 0. Tolerance is 0; it must be a finite number above 0.",
            error.Message);
        Assert.Throws<ArgumentException>(() => SdcaTrainer.Fit(new SdcaOptions(), new TrainingData(new FloatMatrix(1, 1), [2])));
        Assert.Throws<ArgumentException>(() => SdcaTrainer.Fit(new SdcaOptions(), new TrainingData(new FloatMatrix(1, 1, [float.NaN]), [1])));
        Assert.Throws<OperationCanceledException>(() => SdcaTrainer.Fit(new SdcaOptions(), Data(SdcaLoss.Logistic, false), new CancellationToken(canceled: true)));
    }

    private static SdcaOptions Options(SdcaLoss loss) => new() { Loss = loss, Classes = loss == SdcaLoss.Softmax ? 3 : 0 };

    private static TrainingData Data(SdcaLoss loss, bool weighted)
    {
        var data = LinearRows.Binary(300, 4, 1, weighted);
        return loss switch
        {
            SdcaLoss.Softmax => new TrainingData(data.Features, [.. data.Labels.Select((y, i) => y == 1 ? 2f : i % 2)], data.Weights),
            SdcaLoss.Squared => new TrainingData(data.Features, [.. data.Labels.Select((y, i) => y + (float)LinearRows.Score(data.Features.Row(i)))], data.Weights),
            _ => data,
        };
    }

    private static double Objective(LinearModel model, TrainingData data, SdcaOptions options)
    {
        double sum = 0;
        for (var i = 0; i < data.Rows; i++)
        {
            var scores = Enumerable.Range(0, model.Outputs).Select(k => RegressionFitTests.Score(model, data, i, k)).ToArray();
            var (y, s) = (data.Labels[i], scores[0]);
            sum += RegressionFitTests.Weight(data, i) * options.Loss switch
            {
                SdcaLoss.Logistic => Math.Log(1 + Math.Exp(y == 1 ? -s : s)),
                SdcaLoss.Hinge => Math.Max(0, 1 - (y == 1 ? s : -s)),
                SdcaLoss.Squared => (s - y) * (s - y),
                _ => Math.Log(scores.Sum(Math.Exp)) - scores[(int)y],
            };
        }

        var all = model.Weights.Concat(model.Biases).ToArray();
        var l2 = options.L2!.Value;
        return (sum / data.Rows) + (l2 / 2 * all.Sum(w => (double)w * w)) + (l2 * options.L1Threshold!.Value * all.Sum(w => Math.Abs((double)w)));
    }
}
