using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>What a person sees of a session, and when it ends.</summary>
public class WatchingTests
{
    private static readonly TrainingData Train = Samples.Make(PredictionTask.Binary, 200, 5);
    private static readonly TrainingData Validation = Samples.Make(PredictionTask.Binary, 90, 5, seed: 2, weighted: true);
    private static readonly TrainingOptions Still = new() { Epochs = 20, LearningRate = 1e-30f, WeightDecay = 0 };

    [Fact]
    public void BestEpoch_OfEqualValues_IsTheLaterAndDoesNotResetPatience()
    {
        // Without batch norm nothing moves: every epoch is as good as the first.
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Binary), Still with { Patience = 3 }, Train, Validation);
        session.RunTo(20);
        Assert.Equal((4, 4, true), (session.Epoch, session.BestEpoch, session.IsFinished));
        Assert.Contains("patience ran out", Assert.Throws<InvalidOperationException>(() => session.RunEpoch()).Message);
    }

    [Fact]
    public void MinDelta_SmallImprovements_CountForTheBestAndNotForPatience()
    {
        var options = new TrainingOptions { Epochs = 30, LearningRate = 1e-3f, Patience = 5, MinDelta = 10, Schedule = LearningRateSchedule.Constant };
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Binary), options, Train, Train);
        session.RunTo(30);
        Assert.Equal((6, 6), (session.Epoch, session.BestEpoch));
    }

    /// <summary>A plateau counts from where it began, also over a checkpoint.</summary>
    [Fact]
    public void Plateau_OverACheckpoint_GoesOnCounting()
    {
        var options = Still with { LearningRate = 1e-20f, Schedule = LearningRateSchedule.Plateau, ScheduleShape = new ScheduleShape { Every = 3, Factor = 0.1 } };
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Binary), options, Train, Validation);

        // The first epoch sets the mark, and the fourth lowers the rate of the fifth.
        session.RunTo(5);
        using var resumed = new ManagedEngine().Start(Spec(PredictionTask.Binary), options, Train, Validation);
        resumed.Restore(session.Checkpoint());
        var rates = Enumerable.Range(0, 5).Select(_ => resumed.RunEpoch().LearningRate * 1e20).ToArray();
        Assert.All(rates.Zip([0.1, 0.1, 0.01, 0.01, 0.01]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void Checkpoint_OfAnEndedSession_StaysEnded()
    {
        var options = Still with { Patience = 3 };
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Binary), options, Train, Validation);
        session.RunTo(20);
        using var other = new ManagedEngine().Start(Spec(PredictionTask.Binary), options, Train, Validation);
        other.Restore(session.Checkpoint());
        Assert.True(other.IsFinished);
        Assert.Contains("patience ran out", Assert.Throws<InvalidOperationException>(() => other.RunEpoch()).Message);
    }

    [Fact]
    public void RestoreBest_Off_GivesTheLastWeights()
    {
        var options = new TrainingOptions { Epochs = 12, LearningRate = 0.05f, Schedule = LearningRateSchedule.Constant, RestoreBest = false };
        using var last = new ManagedEngine().Start(Spec(PredictionTask.Binary), options, Train, Validation);
        using var best = new ManagedEngine().Start(Spec(PredictionTask.Binary), options with { RestoreBest = true }, Train, Validation);
        last.RunTo(11);
        best.RunTo(11);

        // A last epoch that spoils the weights.
        (last.LearningRate, best.LearningRate) = (3, 3);
        var report = last.RunEpoch();
        best.RunEpoch();
        Assert.True(report.ValidationLoss > last.BestValidationLoss);
        Assert.Equal(report.ValidationLoss, LogLoss(last.CreateModel(), Validation), 1e-4);
        Assert.Equal(last.BestValidationLoss, LogLoss(best.CreateModel(), Validation), 1e-5);
    }

    [Fact]
    public void RunTo_Divergence_IsNotedAndKeptInACheckpoint()
    {
        var options = new TrainingOptions { Epochs = 50, Optimizer = OptimizerKind.Sgd, LearningRate = 0.01f };
        var train = Samples.Make(PredictionTask.Regression, 200, 5);
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Regression), options, train, train);
        session.RunTo(3);
        Assert.Empty(session.Notes);
        var (best, weights) = (session.BestEpoch, session.CreateModel().Weights.Values);
        session.LearningRate = 1e12f;
        var report = session.RunEpoch();
        Assert.True(session.IsDiverged && double.IsNaN(report.TrainLoss) && !report.Improved);
        Assert.Equal($"Training diverged in epoch 4: a loss or weight was no longer finite. The weights kept are those of epoch {best}; a lower learning rate or ClipNorm helps.", Assert.Single(session.Notes));
        Assert.Equal(weights, session.CreateModel().Weights.Values);
        using var other = new ManagedEngine().Start(Spec(PredictionTask.Regression), options, train, train);
        other.Restore(session.Checkpoint());
        Assert.True(other.IsDiverged && other.IsFinished);
        Assert.Equal(weights, other.CreateModel().Weights.Values);
    }

    [Fact]
    public void RunTo_DivergenceAtOnce_LeavesTheStart()
    {
        var options = new TrainingOptions { Epochs = 5, Optimizer = OptimizerKind.Sgd, LearningRate = 1e30f, Schedule = LearningRateSchedule.Constant };
        var train = Samples.Make(PredictionTask.Regression, 200, 5);
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Regression), options, train, null);
        var start = session.CreateModel().Weights.Values;
        session.RunTo(5);
        Assert.Contains("those training started from", Assert.Single(session.Notes));
        Assert.Equal(start, session.CreateModel().Weights.Values);
    }

    [Fact]
    public void Restore_OtherLabels_SaysSoAndChangesNothing()
    {
        var train = Samples.Make(PredictionTask.Regression, 200, 5);
        var shifted = new TrainingData(train.Features, [.. train.Labels.Select(label => label + 7)]);
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Regression), new TrainingOptions(), train, null);
        session.RunEpoch();
        using var other = new ManagedEngine().Start(Spec(PredictionTask.Regression), new TrainingOptions(), shifted, null);
        var before = other.Checkpoint();
        Assert.Contains("labels around", Assert.Throws<InvalidDataException>(() => other.Restore(session.Checkpoint())).Message);
        Assert.Equal(before, other.Checkpoint());
    }

    /// <summary>What a session holds beside the weights it trains: the best, and those validated last.</summary>
    [Theory]
    [InlineData(WeightAveraging.None)]
    [InlineData(WeightAveraging.Exponential)]
    public void Restore_InANewSession_GivesTheSameModelsAtOnce(WeightAveraging averaging)
    {
        var options = new TrainingOptions { Epochs = 30, LearningRate = 0.05f, Averaging = averaging, Schedule = LearningRateSchedule.Constant };
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Binary), options, Train, Validation);
        session.RunTo(20);
        session.LearningRate = 3;
        session.RunTo(29);
        Assert.True(session.BestEpoch <= 20);
        using var best = new ManagedEngine().Start(Spec(PredictionTask.Binary), options, Train, Validation);
        best.Restore(session.Checkpoint());
        Assert.Equal(session.CreateModel().Weights.Values, best.CreateModel().Weights.Values);
        Assert.Equal((session.BestEpoch, session.BestValidationLoss, session.BestWatchedValue), (best.BestEpoch, best.BestValidationLoss, best.BestWatchedValue));
        Assert.Equal(session.Evaluate(Validation).Loss, best.Evaluate(Validation).Loss);
        using var last = new ManagedEngine().Start(Spec(PredictionTask.Binary), options with { RestoreBest = false }, Train, Validation);
        last.Restore(session.Checkpoint());
        Assert.NotEqual(session.CreateModel().Weights.Values, last.CreateModel().Weights.Values);
        Assert.Equal(session.Evaluate(Validation).Loss, LogLoss(last.CreateModel(), Validation), 1e-4);
    }

    [Theory]
    [InlineData(WeightAveraging.None)]
    [InlineData(WeightAveraging.Exponential)]
    [InlineData(WeightAveraging.Stochastic)]
    public void Evaluate_ValidationPart_GivesWhatTheReportSays(WeightAveraging averaging)
    {
        var options = new TrainingOptions { Epochs = 4, LearningRate = 0.02f, Averaging = averaging, AverageFrom = 0.3, LabelSmoothing = 0.2f, Watch = WatchedValue.AreaUnderRoc };
        var spec = NetworkSpec.Dense(PredictionTask.Binary, 5, 1, [12], dropout: 0.3f);
        using var session = new ManagedEngine().Start(spec, options, Train, Validation);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var report = session.RunEpoch();
            var evaluation = session.Evaluate(Validation);
            Assert.Equal((report.ValidationLoss, report.WatchedValue), (evaluation.Loss, evaluation.Values[WatchedValue.AreaUnderRoc]));
            Assert.Equal(evaluation.Loss, evaluation.Values[WatchedValue.Loss]);
            Assert.Equal([WatchedValue.Loss, WatchedValue.ClassificationError, WatchedValue.AreaUnderRoc], evaluation.Values.Keys.Order());
        }

        // Measuring leaves training as it is.
        using var unmeasured = new ManagedEngine().Start(spec, options, Train, Validation);
        unmeasured.RunTo(3);
        Assert.Equal(unmeasured.Checkpoint(), session.Checkpoint());
    }

    [Fact]
    public void Evaluate_TrainingRows_GivesEveryValueOfTheTask()
    {
        var train = Samples.Make(PredictionTask.Regression, 150, 5, weighted: true);
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Regression), new TrainingOptions { Epochs = 5, RestoreBest = false, Watch = WatchedValue.RootMeanSquaredError }, train, train);
        session.RunTo(4);
        var watched = session.RunEpoch().WatchedValue;
        var errors = Samples.Predict(session.CreateModel(), train.Features).Zip(train.Labels, (z, y) => (double)z - y).ToArray();
        var evaluation = session.Evaluate(train);
        var total = train.Weights!.Sum(weight => (double)weight);
        var squared = errors.Zip(train.Weights!, (error, weight) => weight * error * error).Sum() / total;
        Assert.Equal(Math.Sqrt(squared), evaluation.Values[WatchedValue.RootMeanSquaredError], 1e-4);
        Assert.Equal(watched, evaluation.Values[WatchedValue.RootMeanSquaredError], 1e-12);
        Assert.Equal(squared, evaluation.Loss, 1e-3);
        Assert.Equal(errors.Zip(train.Weights!, (error, weight) => weight * Math.Abs(error)).Sum() / total, evaluation.Values[WatchedValue.MeanAbsoluteError], 1e-4);
        Assert.Contains(FormattableString.Invariant($"MeanAbsoluteError {evaluation.Values[WatchedValue.MeanAbsoluteError]:G6}"), evaluation.ToString());
        train.Labels[3] = float.NaN;
        Assert.Contains("label NaN at row 3", Assert.Throws<ArgumentException>(() => session.Evaluate(train)).Message);
    }

    [Fact]
    public void ValidationLoss_OfSmoothedAndHuberTraining_IsThePlainLossInLabelUnits()
    {
        var smoothed = new TrainingOptions { Epochs = 3, LabelSmoothing = 0.4f, RestoreBest = false };
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Binary), smoothed, Train, Validation);
        session.RunTo(2);
        Assert.Equal(LogLoss(session.CreateModel(), Validation), session.Evaluate(Validation).Loss, 1e-5);

        var train = Samples.Make(PredictionTask.Regression, 200, 5);
        using var huber = new ManagedEngine().Start(Spec(PredictionTask.Regression), new TrainingOptions { Epochs = 3, RestoreBest = false, Loss = new LossOptions { Kind = LossKind.Huber, HuberDelta = 0.5 } }, train, train);
        var report = huber.RunEpoch();
        var scale = huber.CreateModel().Weights.TargetScale;
        var delta = 0.5 * scale;
        var sizes = Samples.Predict(huber.CreateModel(), train.Features).Zip(train.Labels, (z, y) => Math.Abs((double)z - y)).ToArray();
        Assert.Contains(sizes, size => size > delta);
        Assert.Equal(sizes.Average(size => size <= delta ? size * size / 2 : delta * (size - (delta / 2))), report.ValidationLoss, 1e-3);
    }

    [Fact]
    public void Targets_OfWeightedRows_AreStandardisedByWeightAndClampedToTheirRange()
    {
        var train = Samples.Make(PredictionTask.Regression, 200, 5, weighted: true);
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Regression), new TrainingOptions { ClampsTarget = true, Epochs = 1 }, train, null);
        var weights = session.CreateModel().Weights;
        var total = train.Weights!.Sum(weight => (double)weight);
        var mean = train.Labels.Zip(train.Weights!, (label, weight) => (double)label * weight).Sum() / total;
        var variance = train.Labels.Zip(train.Weights!, (label, weight) => weight * Math.Pow(label - mean, 2)).Sum() / total;
        Assert.Equal(mean, weights.TargetMean, 1e-4);
        Assert.Equal(Math.Sqrt(variance), weights.TargetScale, 1e-4);
        var far = new FloatMatrix(2, 5, [90, 90, 90, 90, 90, -90, -90, -90, -90, -90]);
        Assert.All(Samples.Predict(session.CreateModel(), far), z => Assert.InRange(z, train.Labels.Min(), train.Labels.Max()));
        using var free = new ManagedEngine().Start(Spec(PredictionTask.Regression), new TrainingOptions { Epochs = 1 }, train, null);
        Assert.Contains(Samples.Predict(free.CreateModel(), far), z => z < train.Labels.Min() || z > train.Labels.Max());
    }

    [Fact]
    public void ValidationLoss_OfAPoissonRateThatRoundsToNothing_IsFinite()
    {
        var data = new TrainingData(new FloatMatrix(2, 1), [0, 2]);
        var spec = NetworkSpec.Dense(PredictionTask.Regression, 1, 1, []) with { IsExponential = true };
        var measure = new ValidationMeasure(data, new NetworkWeights(spec), new TrainingOptions { Loss = new LossOptions { Kind = LossKind.Poisson } });
        measure.Outputs[1] = 1;
        Assert.Equal(0.5, measure.Measure().Loss, 1e-6);
        measure.Outputs.AsSpan().Clear();
        Assert.InRange(measure.Measure().Loss, 50, 200);
    }

    /// <summary>A class's weight multiplies its rows' own: the same training as with the products given.</summary>
    [Fact]
    public void ClassWeights_BesideRowWeights_AreTheirProducts()
    {
        var train = Samples.Make(PredictionTask.Binary, 200, 5, weighted: true);
        var product = new TrainingData(train.Features, train.Labels, [.. train.Labels.Zip(train.Weights!, (label, weight) => weight * (label == 1 ? 3 : 0.5f))]);
        var options = new TrainingOptions { Epochs = 2 };
        using var weighted = new ManagedEngine().Start(Spec(PredictionTask.Binary), options with { Loss = new LossOptions { ClassWeights = [0.5f, 3] } }, train, null);
        using var given = new ManagedEngine().Start(Spec(PredictionTask.Binary), options, product, null);
        weighted.RunTo(2);
        given.RunTo(2);
        Assert.Equal(given.Checkpoint(), weighted.Checkpoint());
    }

    [Fact]
    public void StartsAtBaseRates_OfABinaryNetwork_StartsAtTheShare()
    {
        var train = new TrainingData(Train.Features, [.. Train.Labels.Select((_, i) => i % 10 == 0 ? 1f : 0)]);
        using var session = new ManagedEngine().Start(Spec(PredictionTask.Binary), new TrainingOptions { StartsHeadAtZero = true }, train, null);
        Assert.All(Samples.Predict(session.CreateModel(), Train.Features), z => Assert.Equal(Math.Log(20.5 / 180.5), z, 1e-5));
        using var plain = new ManagedEngine().Start(Spec(PredictionTask.Binary), new TrainingOptions { StartsHeadAtZero = true, StartsAtBaseRates = false }, train, null);
        Assert.All(Samples.Predict(plain.CreateModel(), Train.Features), z => Assert.Equal(0, z));
    }

    [Fact]
    public void Watch_AreaUnderRocWithTies_CountsThemHalf()
    {
        var data = new TrainingData(new FloatMatrix(5, 1), [0, 0, 1, 1, 1], [1, 2, 1, 1, 3]);

        // Of 3 x 5 weighted pairs: the tie of the second row and the third row counts 2 x 1 / 2, the last row is below both.
        Assert.Equal((1 + 1 + 3) / 15.0, new WatchedMetric(WatchedValue.AreaUnderRoc, data).Measure([0, 1, 1, 2, -1]), 1e-12);
    }

    [Fact]
    public void RunTo_InPieces_IsTheSameAsAtOnce()
    {
        using var once = new ManagedEngine().Start(Spec(PredictionTask.Binary), new TrainingOptions { Epochs = 6 }, Train, Validation);
        using var paused = new ManagedEngine().Start(Spec(PredictionTask.Binary), new TrainingOptions { Epochs = 6 }, Train, Validation);
        once.RunTo(6);
        Assert.Equal(2, paused.RunTo(2));
        Assert.Equal(2, paused.RunTo(1));
        Assert.False(paused.IsFinished);
        Assert.Equal(6, paused.RunTo(99));
        Assert.Equal(once.Checkpoint(), paused.Checkpoint());
    }

    [Fact]
    public void RowOrderAndDropout_OfSeedEpochAndStep_Differ()
    {
        int[] order = new int[50], other = new int[50], members = new int[100];
        RowOrder.Fill(order, 1, 0);
        RowOrder.Fill(other, 1, 1);
        Assert.NotEqual(order, other);
        RowOrder.Fill(other, 2, 0);
        Assert.NotEqual(order, other);
        RowOrder.FillMembers(members, 2, 1, 0);
        Assert.Equal(order, members[..50]);
        Assert.NotEqual(order, members[50..]);
        Assert.Equal(Enumerable.Range(0, 50), members[50..].Order());
        RowOrder.FillMembers(other = new int[150], 3, 1, 1);
        Assert.NotEqual(DropoutKey.For(0.5f, 1, 0, 0), DropoutKey.For(0.5f, 2, 0, 0));
        Assert.NotEqual(DropoutKey.For(0.5f, 1, 0, 0), DropoutKey.For(0.5f, 1, 1, 0));
        Assert.NotEqual(DropoutKey.For(0.5f, 1, 0, 0), DropoutKey.For(0.5f, 1, 0, 1));
        Assert.Equal(1 / 0.7, DropoutKey.For(0.3f, 1, 0, 0).Scale, 1e-4);
        Assert.NotEqual(members[50..], other[50..100]);
        Assert.NotEqual(other[50..100], other[100..]);
    }

    private static NetworkSpec Spec(PredictionTask task) => NetworkSpec.Dense(task, 5, 1, [12], batchNorm: false);

    private static double LogLoss(NetworkModel model, TrainingData data)
    {
        var losses = Samples.Predict(model, data.Features).Zip(data.Labels, (z, y) => Math.Log(1 + Math.Exp(y == 1 ? -z : z))).ToArray();
        var weights = data.Weights ?? [.. losses.Select(_ => 1f)];
        return losses.Zip(weights, (loss, weight) => loss * weight).Sum() / weights.Sum(weight => (double)weight);
    }
}
