using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Tests.Engines;
using MLNetTuning.Trainers.TorchSharp;
using MLNetTuning.Trainers.Training;
using TorchSharp;

namespace MLNetTuning.Torch.Tests.Torch;

public class TorchEngineTests : EngineContractTests
{
    private protected override IEngine Engine { get; } = TorchEngineFactory.Create();

    [Fact]
    public void Create_NoSuchGpu_FallsBackOrSaysSo()
    {
        Assert.Equal("torch", TorchEngineFactory.Create(gpuDeviceId: 99).Name);
        Assert.Contains("CUDA device 99", Assert.Throws<NotSupportedException>(() => TorchEngineFactory.Create(99, fallbackToCpu: false)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchEngineFactory.Create(-1));
    }

    [Fact]
    public void RunTo_SessionsSideBySide_LearnAsEachAlone()
    {
        var alone = Enumerable.Range(0, 3).Select(Learn).ToArray();
        var together = new float[3][];
        Parallel.For(0, 3, new ParallelOptions { MaxDegreeOfParallelism = 3 }, i => together[i] = Learn(i));
        Assert.Equal(alone, together);
        Assert.NotEqual(alone[0], alone[1]);
    }

    public static TheoryData<string> Travels() => new(Journeys.NamesOfSharedBatches.ToArray());

    /// <summary>Every kind of session, its settings changed on the way, goes on from its checkpoint.</summary>
    [Theory]
    [MemberData(nameof(Travels))]
    public void Restore_EveryKind_GoesOnBitForBit(string name)
    {
        using var straight = Journeys.Start(Engine, name);
        straight.RunTo(Journeys.Middle);
        Journeys.Change(straight);
        var checkpoint = straight.Checkpoint();
        straight.RunTo(Journeys.Horizon);
        using var resumed = Journeys.Start(Engine, name, seed: 77);
        resumed.Restore(checkpoint);
        Assert.Equal((straight.Momentum, straight.WeightDecay, 0.25f), (resumed.Momentum, resumed.WeightDecay, resumed.Dropout));
        resumed.RunTo(Journeys.Horizon);
        Assert.Equal(straight.Checkpoint(), resumed.Checkpoint());
    }

    [Fact]
    public void RunEpoch_CancelledInTheMiddle_IsUndone()
    {
        using var source = new CancellationTokenSource();
        using var straight = Journeys.Start(Engine, "ema");
        using var session = Journeys.Start(TorchEngineFactory.Create(clock: new CancellingClock(source)), "ema");
        straight.RunTo(2);
        Assert.ThrowsAny<OperationCanceledException>(() => session.RunEpoch(source.Token));
        Assert.Equal(0, session.Epoch);
        session.RunTo(2);
        Assert.Equal(straight.Checkpoint(), session.Checkpoint());
    }

    [Fact]
    public void Restore_OfTheOtherEngine_SaysSo()
    {
        using var torch = Journeys.Start(Engine, "ema");
        using var managed = Journeys.Start(new ManagedEngine(), "ema");
        Assert.Contains("the engine 'managed', but this session has 'torch'", Assert.Throws<InvalidDataException>(() => torch.Restore(managed.Checkpoint())).Message);
        Assert.Contains("the engine 'torch', but this session has 'managed'", Assert.Throws<InvalidDataException>(() => managed.Restore(torch.Checkpoint())).Message);
    }

    [Fact]
    public void Evaluate_AveragedWeights_GivesWhatTheReportSays()
    {
        using var session = Journeys.Start(Engine, "ema");
        var report = session.RunEpoch();
        var spec = NetworkKinds.Spec("batch norm", PredictionTask.Regression);
        Assert.Equal(report.ValidationLoss, session.Evaluate(NetworkKinds.Data(spec, 60, seed: 2)).Loss, 1e-3 * report.ValidationLoss);
    }

    [Fact]
    public void Start_SeparateBatchesOfMembers_SaysSo()
    {
        var spec = NetworkKinds.Spec("tabm", PredictionTask.Binary);
        var data = NetworkKinds.Data(spec, 40);
        var options = new TrainingOptions { SeparateBatches = true };
        Assert.Contains("SeparateBatches is set, which the torch engine does not know", Assert.Throws<NotSupportedException>(() => Engine.Start(spec, options, data, null)).Message);
        using var alone = Engine.Start(NetworkKinds.Spec("wide", PredictionTask.Binary), options, data, null);
        Assert.True(double.IsFinite(alone.RunEpoch().TrainLoss));
    }

    [Fact]
    public void Dispose_AfterTraining_LeavesNoTensor()
    {
        Learn(0);
        var before = TorchTensors();
        using (var session = Start(1))
        {
            session.RunEpoch();
            var during = TorchTensors();
            session.RunTo(3);
            session.Restore(session.Checkpoint());
            session.CreateModel();
            Assert.True(during > before);
            Assert.Equal(during, TorchTensors());
        }

        Assert.Equal(before, TorchTensors());
    }

    private static long TorchTensors() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    /// <summary>The clock is read when an epoch has begun.</summary>
    private sealed class CancellingClock(CancellationTokenSource source) : TimeProvider
    {
        public override long GetTimestamp()
        {
            source.Cancel();
            return base.GetTimestamp();
        }
    }

    private float[] Learn(int seed)
    {
        using var session = Start(seed);
        session.RunTo(3);
        return Samples.Predict(session.CreateModel(), Samples.Make(PredictionTask.Multiclass, 50, 8).Features);
    }

    private TrainingSession Start(int seed)
    {
        var spec = NetworkKinds.Spec("tabm", PredictionTask.Multiclass);
        spec = spec with { Blocks = [.. spec.Blocks.Select(block => block with { Dropout = 0.2f })] };
        var options = new TrainingOptions { Epochs = 3, Seed = seed, Averaging = WeightAveraging.Exponential, ClipNorm = 1, MaxNorm = 2 };
        return Engine.Start(spec, options, NetworkKinds.Data(spec, 300), NetworkKinds.Data(spec, 60, seed: 2));
    }
}
