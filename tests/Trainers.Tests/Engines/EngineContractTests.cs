using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>What every engine promises.</summary>
public abstract class EngineContractTests
{
    private protected abstract IEngine Engine { get; }

    [Theory]
    [InlineData(PredictionTask.Binary, 0.4)]
    [InlineData(PredictionTask.Multiclass, 0.65)]
    [InlineData(PredictionTask.Regression, 30)]
    public void RunTo_CurvedRule_IsLearned(PredictionTask task, double limit)
    {
        var train = Samples.Make(task, 3000, 5);
        var validation = Samples.Make(task, 1000, 5, seed: 2);
        using var session = Engine.Start(Samples.Spec(task, 5, 64, 32), new TrainingOptions { Epochs = 15, LearningRate = 0.01f }, train, validation);
        var first = session.RunEpoch();
        Assert.Equal(15, session.RunTo(100));
        Assert.True(session.IsFinished);
        Assert.True(session.BestValidationLoss < limit && session.BestValidationLoss < first.ValidationLoss, $"{session.BestValidationLoss}, first {first}");
    }

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Sgd)]
    public void RunTo_EveryOptimizer_LowersTheLoss(OptimizerKind optimizer)
    {
        var options = new TrainingOptions { Epochs = 8, Optimizer = optimizer, LearningRate = 0.01f, WeightDecay = 1e-4f, Nesterov = true };
        using var session = Engine.Start(Samples.Spec(PredictionTask.Binary, 4, 32), options, Samples.Make(PredictionTask.Binary, 1500, 4), null);
        var first = session.RunEpoch().TrainLoss;
        session.RunTo(7);
        Assert.True(session.RunEpoch().TrainLoss < first - 0.02);
    }

    [Fact]
    public void RunEpoch_Report_TellsEpochLossesAndRate()
    {
        var options = new TrainingOptions { Epochs = 2, Schedule = LearningRateSchedule.Constant, LearningRate = 0.003f };
        using var session = Start(options, withValidation: true);
        var first = session.RunEpoch();
        Assert.Equal(1, first.Epoch);
        Assert.True(first.Improved);
        Assert.True(first.TrainLoss > 0 && first.ValidationLoss > 0 && first.Seconds > 0);
        Assert.Equal(0.003, first.LearningRate, 1e-9);
        Assert.Equal(session.BestValidationLoss, session.BestEpoch == 1 ? first.ValidationLoss : session.BestValidationLoss);
        session.LearningRate = 0.001f;
        Assert.Equal(0.001, session.RunEpoch().LearningRate, 1e-9);
        Assert.Equal(2, session.Epoch);
    }

    [Fact]
    public void RunEpoch_NoValidation_ReportsNaNAndTheLastIsBest()
    {
        using var session = Start(new TrainingOptions { Epochs = 2 }, withValidation: false);
        Assert.True(double.IsNaN(session.RunEpoch().ValidationLoss));
        Assert.Equal(1, session.BestEpoch);
        Assert.True(double.IsNaN(session.BestValidationLoss));
    }

    [Fact]
    public void RunEpoch_PastTheHorizon_Throws()
    {
        using var session = Start(new TrainingOptions { Epochs = 1 }, withValidation: false);
        session.RunEpoch();
        Assert.Contains("finished after epoch 1 of 1", Assert.Throws<InvalidOperationException>(() => session.RunEpoch()).Message);
    }

    [Fact]
    public void ValidationLoss_OfTheModel_IsTheReported()
    {
        var validation = Samples.Make(PredictionTask.Regression, 300, 4, seed: 9, weighted: true);
        using var session = Engine.Start(Samples.Spec(PredictionTask.Regression, 4, 20), new TrainingOptions { Epochs = 3 }, Samples.Make(PredictionTask.Regression, 900, 4), validation);
        session.RunTo(3);
        var outputs = Samples.Predict(session.CreateModel(), validation.Features);
        var loss = outputs.Select((z, i) => validation.Weights![i] * Math.Pow(z - validation.Labels[i], 2)).Sum() / validation.Weights!.Sum(w => (double)w);
        Assert.Equal(session.BestValidationLoss, loss, 1e-3 * loss);
    }

    [Fact]
    public void Patience_NoImprovement_StopsAndKeepsTheBest()
    {
        // Labels without a rule: the validation loss soon rises.
        var train = Samples.Make(PredictionTask.Binary, 200, 10);
        var random = new Random(3);
        var validation = new TrainingData(Samples.Make(PredictionTask.Binary, 200, 10, seed: 8).Features, [.. Enumerable.Range(0, 200).Select(_ => (float)random.Next(2))]);
        var options = new TrainingOptions { Epochs = 500, Patience = 4, LearningRate = 0.02f, Schedule = LearningRateSchedule.Constant };
        using var session = Engine.Start(Samples.Spec(PredictionTask.Binary, 10, 64), options, train, validation);
        session.RunTo(500);
        Assert.True(session.IsFinished);
        Assert.InRange(session.Epoch, session.BestEpoch + 4, 100);
        var outputs = Samples.Predict(session.CreateModel(), validation.Features);
        var loss = outputs.Select((z, i) => Math.Log(1 + Math.Exp(validation.Labels[i] == 1 ? -z : z))).Average();
        Assert.Equal(session.BestValidationLoss, loss, 1e-4);
    }

    [Theory]
    [InlineData(OptimizerKind.AdamW, 1)]
    [InlineData(OptimizerKind.Sgd, 2)]
    public void Restore_InANewSession_GoesOnBitForBit(OptimizerKind optimizer, int threads)
    {
        var options = new TrainingOptions { Epochs = 9, Optimizer = optimizer, Patience = 5, Threads = threads, Seed = 3, LearningRate = 0.01f };
        using var straight = Start(options, withValidation: true);
        straight.RunTo(4);
        straight.LearningRate = 0.006f;
        var checkpoint = straight.Checkpoint();
        var expected = RunOn(straight);

        using var resumed = Start(options with { Seed = 99 }, withValidation: true);
        resumed.RunEpoch();
        resumed.Restore(checkpoint);
        Assert.Equal(4, resumed.Epoch);
        Assert.Equal(0.006f, resumed.LearningRate);
        Assert.Equal(expected, RunOn(resumed));
        Assert.Equal(straight.BestEpoch, resumed.BestEpoch);
        Assert.Equal(straight.BestValidationLoss, resumed.BestValidationLoss);
    }

    [Fact]
    public void Restore_DamagedOrForeign_SaysSoAndChangesNothing()
    {
        using var session = Start(new TrainingOptions { Epochs = 5 }, withValidation: false);
        session.RunEpoch();
        var checkpoint = session.Checkpoint();
        var changed = checkpoint.ToArray();
        changed[^5] ^= 1;
        Assert.Contains("checksum", Assert.Throws<InvalidDataException>(() => session.Restore(changed)).Message);
        Assert.Contains("cut short", Assert.Throws<InvalidDataException>(() => session.Restore(checkpoint[..^9])).Message);
        using var longer = Start(new TrainingOptions { Epochs = 6 }, withValidation: false);
        Assert.Contains("horizon of 5 epochs", Assert.Throws<InvalidDataException>(() => longer.Restore(checkpoint)).Message);
        using var wider = Engine.Start(Samples.Spec(PredictionTask.Binary, 4, 30), new TrainingOptions { Epochs = 5 }, Samples.Make(PredictionTask.Binary, 300, 4), null);
        Assert.Contains("network Binary 4-24-1", Assert.Throws<InvalidDataException>(() => wider.Restore(checkpoint)).Message);
        Assert.Equal(1, session.Epoch);
        Assert.Equal(checkpoint, session.Checkpoint());
    }

    [Fact]
    public void RunEpoch_Cancelled_IsUndone()
    {
        using var straight = Start(new TrainingOptions { Epochs = 3, Threads = 2 }, withValidation: true);
        straight.RunTo(3);
        using var cancelled = Start(new TrainingOptions { Epochs = 3, Threads = 2 }, withValidation: true);
        cancelled.RunEpoch();
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => cancelled.RunEpoch(source.Token));
        Assert.Equal(1, cancelled.Epoch);
        cancelled.RunTo(3);
        Assert.Equal(Scores(straight), Scores(cancelled));
    }

    [Fact]
    public void RunTo_Divergence_EndsWithTheBestWeightsSoFar()
    {
        var options = new TrainingOptions { Epochs = 50, Optimizer = OptimizerKind.Sgd, LearningRate = 0.01f, Schedule = LearningRateSchedule.Constant };
        var train = Samples.Make(PredictionTask.Regression, 400, 4);
        using var session = Engine.Start(NetworkSpec.Dense(PredictionTask.Regression, 4, 1, [16], batchNorm: false), options, train, null);
        session.RunTo(2);
        session.LearningRate = 1e9f;
        session.RunTo(50);
        Assert.True(session.IsDiverged && session.IsFinished);
        Assert.Equal(2, session.BestEpoch);
        Assert.Contains("The weights kept are those of epoch 2", Assert.Single(session.Notes));
        Assert.All(Samples.Predict(session.CreateModel(), train.Features), z => Assert.InRange(z, 0, 200));
        Assert.Contains("diverged", Assert.Throws<InvalidOperationException>(() => session.RunEpoch()).Message);
    }

    [Fact]
    public void Weights_OfZero_LeaveRowsOut()
    {
        var good = Samples.Make(PredictionTask.Regression, 256, 3);
        var weights = new float[512];
        var labels = new float[512];
        var features = new FloatMatrix(512, 3);
        for (var i = 0; i < 512; i++)
        {
            good.Features.Row(i / 2).CopyTo(features.Row(i));
            weights[i] = i % 2;
            labels[i] = i % 2 == 1 ? good.Labels[i / 2] : 1e6f;
        }

        var options = new TrainingOptions { Epochs = 30, LearningRate = 0.01f };
        using var session = Engine.Start(Samples.Spec(PredictionTask.Regression, 3, 32), options, new TrainingData(features, labels, weights), good);
        session.RunTo(30);
        Assert.InRange(session.BestValidationLoss, 0, 40);
    }

    [Fact]
    public void Start_BadData_NamesRowAndColumn()
    {
        var data = Samples.Make(PredictionTask.Binary, 50, 4);
        data.Features.Row(7)[2] = float.NaN;
        Assert.Contains("NaN at row 7, column 2", Message(data));
        data.Features.Row(7)[2] = float.NegativeInfinity;
        Assert.Contains("row 7, column 2", Message(data));
        data.Features.Row(7)[2] = 0;
        data.Labels[9] = 2;
        Assert.Contains("label 2 at row 9; binary labels are 0 or 1", Message(data));
        data.Labels[9] = float.NaN;
        Assert.Contains("label NaN at row 9", Message(data));
        var regression = Samples.Make(PredictionTask.Regression, 50, 4);
        regression.Labels[11] = float.PositiveInfinity;
        Assert.Contains("at row 11", Assert.Throws<ArgumentException>(() => Engine.Start(Samples.Spec(PredictionTask.Regression, 4, 8), new TrainingOptions(), regression, null)).Message);
        Assert.Contains("at row 11", Assert.Throws<ArgumentException>(() => Engine.Start(Samples.Spec(PredictionTask.Regression, 4, 8), new TrainingOptions(), Samples.Make(PredictionTask.Regression, 50, 4), regression)).Message);
        data.Labels.AsSpan().Fill(1);
        Assert.Contains("All 50 training labels are 1", Message(data));
        Assert.Contains("weight -1 at row 3", Message(Weighted(-1)));
        Assert.Contains("has no rows", Message(new TrainingData(new FloatMatrix(0, 4), [])));
        Assert.Contains("has 5 feature columns, but the network has 4 inputs", Message(Samples.Make(PredictionTask.Binary, 50, 5)));
        Assert.Contains("Patience is 3", Assert.Throws<ArgumentException>(() => Start(new TrainingOptions { Patience = 3 }, withValidation: false)).Message);

        static TrainingData Weighted(float value)
        {
            var data = Samples.Make(PredictionTask.Binary, 50, 4, weighted: true);
            data.Weights![3] = value;
            return data;
        }
    }

    [Fact]
    public void Start_FewRows_LowersTheBatch()
    {
        using var session = Engine.Start(Samples.Spec(PredictionTask.Regression, 3, 8), new TrainingOptions { Epochs = 2, BatchSize = 4096 }, Samples.Make(PredictionTask.Regression, 1, 3), null);
        Assert.Equal(1, session.BatchSize);
        Assert.Equal("BatchSize is 4096, but there are 1 training rows: it was lowered to 1.", Assert.Single(session.Notes));
        session.RunTo(2);
        Assert.Equal(2, session.Epoch);
        Assert.False(session.IsDiverged);
    }

    [Fact]
    public void Settings_OutOfRange_Throw()
    {
        using var session = Start(new TrainingOptions(), withValidation: false);
        Assert.Throws<ArgumentOutOfRangeException>(() => session.LearningRate = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => session.LearningRate = float.NaN);
        Assert.Throws<ArgumentOutOfRangeException>(() => session.WeightDecay = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => session.Momentum = 1);
    }

    private string Message(TrainingData data) =>
        Assert.Throws<ArgumentException>(() => Engine.Start(Samples.Spec(PredictionTask.Binary, 4, 8), new TrainingOptions(), data, null)).Message;

    private TrainingSession Start(TrainingOptions options, bool withValidation) => Engine.Start(
        NetworkSpec.Dense(PredictionTask.Binary, 4, 1, [24], Activation.Gelu, 0.1f),
        options,
        Samples.Make(PredictionTask.Binary, 300, 4),
        withValidation ? Samples.Make(PredictionTask.Binary, 100, 4, seed: 5) : null);

    private float[] RunOn(TrainingSession session)
    {
        session.RunTo(9);
        return Scores(session);
    }

    private float[] Scores(TrainingSession session) => Samples.Predict(session.CreateModel(), Samples.Make(PredictionTask.Binary, 60, 4, seed: 6).Features);
}
