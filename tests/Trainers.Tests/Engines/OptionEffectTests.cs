using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>Options whose effect is a number that can be told beforehand.</summary>
public class OptionEffectTests
{
    private static readonly ManagedEngine Engine = new();
    private static readonly TrainingOptions Still = new() { LearningRate = 1e-30f, WeightDecay = 0, Schedule = LearningRateSchedule.Constant };

    [Fact]
    public void NormMomentum_TinyOrOne_AveragesAllBatchesOrTakesTheLast()
    {
        var train = Samples.Make(PredictionTask.Binary, 256, 3);
        Assert.InRange(Distance(1e-6f), 0, 1e-4);
        Assert.InRange(Distance(1), 1e-3, 10);

        // From the mean of all rows, which is what batches of one size average to.
        double Distance(float momentum)
        {
            var spec = Samples.Spec(PredictionTask.Binary, 3, 4);
            spec = spec with { Blocks = [spec.Blocks[0] with { Normalization = Normalization.Batch, NormalizesAfter = false, NormMomentum = momentum }] };
            using var session = Engine.Start(spec, Still with { Epochs = 1, BatchSize = 32 }, train, null);
            session.RunTo(1);
            var weights = session.CreateModel().Weights;
            var matrix = weights.Get(0, TensorKind.Weights).ToArray();
            var means = weights.Get(0, TensorKind.RunningMean).ToArray();
            return Enumerable.Range(0, 4).Max(unit =>
                Math.Abs(means[unit] - Enumerable.Range(0, 256).Average(row => Enumerable.Range(0, 3).Sum(i => (double)train.Features.Row(row)[i] * matrix[(i * 4) + unit]))));
        }
    }

    [Fact]
    public void StandardizesTarget_Off_TrainsOnTheLabelsThemselves()
    {
        var train = Samples.Make(PredictionTask.Regression, 200, 3);
        for (var i = 0; i < train.Rows; i++)
        {
            train.Labels[i] += 1000;
        }

        Assert.InRange(Mean(true), 900, 1200);
        Assert.InRange(Mean(false), -50, 50);

        double Mean(bool standardizes)
        {
            using var session = Engine.Start(Samples.Spec(PredictionTask.Regression, 3, 8), Still with { Epochs = 1, StandardizesTarget = standardizes }, train, null);
            return Samples.Predict(session.CreateModel(), train.Features).Average();
        }
    }

    [Fact]
    public void GradientNoise_FirstStep_HasItsVariance()
    {
        var train = Samples.Make(PredictionTask.Binary, 64, 6);
        var difference = After(0.04f).Zip(After(0), (noisy, plain) => (double)noisy - plain).ToArray();
        Assert.InRange(difference.Average(d => d * d) / (0.1 * 0.1 * 0.04), 0.75, 1.25);

        float[] After(float noise)
        {
            var options = new TrainingOptions { Optimizer = OptimizerKind.Sgd, Momentum = 0, LearningRate = 0.1f, Schedule = LearningRateSchedule.Constant, WeightDecay = 0, Epochs = 1, BatchSize = 64, GradientNoise = noise };
            using var session = Engine.Start(NetworkSpec.Dense(PredictionTask.Binary, 6, 1, [100], batchNorm: false), options, train, null);
            session.RunTo(1);
            return session.CreateModel().Weights.Values;
        }
    }

    [Fact]
    public void MinDelta_ImprovementBelowIt_DoesNotHoldPatienceUp()
    {
        var train = Samples.Make(PredictionTask.Binary, 300, 4);
        var options = new TrainingOptions { Epochs = 8, LearningRate = 1e-3f, Schedule = LearningRateSchedule.Constant, Patience = 3 };
        Assert.Equal((8, 8), Run(0));
        Assert.Equal((4, 4), Run(1e9));

        (int Epoch, int Best) Run(double delta)
        {
            using var session = Engine.Start(Samples.Spec(PredictionTask.Binary, 4, 16), options with { MinDelta = delta }, train, train);
            session.RunTo(8);
            return (session.Epoch, session.BestEpoch);
        }
    }

    [Fact]
    public void RestoreBest_Off_TakesTheLastWeights()
    {
        var train = Samples.Make(PredictionTask.Binary, 60, 6);
        var validation = Samples.Make(PredictionTask.Binary, 60, 6, seed: 2);
        var options = new TrainingOptions { Epochs = 60, LearningRate = 0.05f, Schedule = LearningRateSchedule.Constant };
        using var best = Engine.Start(Samples.Spec(PredictionTask.Binary, 6, 32), options, train, validation);
        best.RunTo(60);
        Assert.InRange(best.BestEpoch, 1, 59);
        using var last = Engine.Start(best.Spec, options with { RestoreBest = false }, train, validation);
        last.RunTo(best.BestEpoch);
        Assert.Equal(Scores(best), Scores(last));
        last.RunTo(60);
        Assert.NotEqual(Scores(best), Scores(last));

        float[] Scores(TrainingSession session) => Samples.Predict(session.CreateModel(), validation.Features);
    }

    [Fact]
    public void Loss_PoissonOfZerosClamped_DoesNotDiverge()
    {
        var train = Samples.Make(PredictionTask.Regression, 100, 2);
        train.Labels.AsSpan().Clear();
        var options = new TrainingOptions { Epochs = 2, ClampsTarget = true, Loss = new LossOptions { Kind = LossKind.Poisson } };
        var spec = Samples.Spec(PredictionTask.Regression, 2, 8) with { IsExponential = true };
        using var session = Engine.Start(spec, options, train, train);
        session.RunTo(2);
        Assert.False(session.IsDiverged);
        var negative = Samples.Make(PredictionTask.Regression, 100, 2);
        negative.Labels[7] = -2;
        Assert.Contains("validation part has label -2 at row 7", Assert.Throws<ArgumentException>(() => Engine.Start(spec, options, train, negative)).Message);
    }

    [Fact]
    public void Restore_OfAnotherParametrization_SaysSo()
    {
        var train = Samples.Make(PredictionTask.Binary, 100, 4);
        using var ntk = Engine.Start(Samples.Spec(PredictionTask.Binary, 4, 8), new TrainingOptions { Parametrization = Parametrization.Ntk }, train, null);
        using var standard = Engine.Start(ntk.Spec, new TrainingOptions(), train, null);
        Assert.Contains("the parametrization Ntk", Assert.Throws<InvalidDataException>(() => standard.Restore(ntk.Checkpoint())).Message);
    }

    [Theory]
    [InlineData(FeatureScaling.MeanVariance)]
    [InlineData(FeatureScaling.RobustSmoothClip)]
    [InlineData(FeatureScaling.QuantileNormal)]
    public void FeatureScaler_ValuesFarFromTheTrainingRows_StayFinite(FeatureScaling kind)
    {
        var scaler = FeatureScaler.Fit(new FloatMatrix(3, 3, [-1e-3f, -3e38f, 3e38f, 0, 0, 3e38f, 1e-3f, 3e38f, 3e38f]), kind);
        foreach (var value in new[] { 3.4e38f, -3.4e38f, 1e30f, float.NaN })
        {
            var row = new[] { value, value, value };
            scaler.TransformRow(row);
            Assert.All(row, scaled => Assert.InRange(scaled, -1e15f, 1e15f));
        }
    }

    [Fact]
    public void TableEncoder_WithoutIndicators_HasNone()
    {
        var features = new FloatMatrix(4, 1, [1, 2, float.NaN, 4]);
        Assert.Equal(2, TableEncoder.Fit(features).Inputs.Columns);
        Assert.Equal(1, TableEncoder.Fit(features, new TableEncoderOptions { AddsMissingIndicators = false }).Inputs.Columns);
    }
}
