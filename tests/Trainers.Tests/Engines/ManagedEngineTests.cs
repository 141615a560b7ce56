using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

public class ManagedEngineTests : EngineContractTests
{
    private protected override IEngine Engine { get; } = new ManagedEngine();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RunEpoch_AnyThreadCount_IsTheSameTwice(int threads)
    {
        var options = new TrainingOptions { Epochs = 3, Threads = threads, BatchSize = 50, Seed = 4 };
        Assert.Equal(Train(options), Train(options));
    }

    [Fact]
    public void RunEpoch_MoreThreads_IsTheSameButForRounding()
    {
        var options = new TrainingOptions { Epochs = 1, BatchSize = 64, Seed = 4 };
        var one = Train(options);
        var two = Train(options with { Threads = 2 });
        for (var i = 0; i < one.Length; i++)
        {
            Assert.Equal(one[i], two[i], 1e-3);
        }
    }

    [Fact]
    public void RunEpoch_AfterTheFirst_AllocatesNothingPerStep()
    {
        var train = Samples.Make(PredictionTask.Binary, 20_000, 6, weighted: true);
        var spec = NetworkSpec.Dense(PredictionTask.Binary, 6, 1, [24, 16], Activation.Mish, 0.1f);
        using var session = new ManagedEngine().Start(spec, new TrainingOptions { Epochs = 3, BatchSize = 16 }, train, Samples.Make(PredictionTask.Binary, 500, 6));
        session.RunEpoch();
        var before = GC.GetAllocatedBytesForCurrentThread();
        session.RunEpoch();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // 1,250 steps; the report and a little about the epoch may be new.
        Assert.InRange(allocated, 0, 1250);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RunEpoch_CancelledInTheMiddle_IsUndone(int threads)
    {
        var options = new TrainingOptions { Epochs = 2, BatchSize = 16, Threads = threads };
        var train = Samples.Make(PredictionTask.Binary, 400, 4);
        var spec = NetworkSpec.Dense(PredictionTask.Binary, 4, 1, [16], dropout: 0.2f);
        using var straight = new ManagedEngine().Start(spec, options, train, null);
        straight.RunTo(2);

        // The clock is read when an epoch has begun.
        using var source = new CancellationTokenSource();
        using var session = new ManagedEngine(new CancellingClock(source)).Start(spec, options, train, null);
        Assert.ThrowsAny<OperationCanceledException>(() => session.RunEpoch(source.Token));
        Assert.Equal(0, session.Epoch);
        session.RunTo(2);
        Assert.Equal(Samples.Predict(straight.CreateModel(), train.Features), Samples.Predict(session.CreateModel(), train.Features));
    }

    private static float[] Train(TrainingOptions options)
    {
        var train = Samples.Make(PredictionTask.Multiclass, 333, 7);
        var spec = NetworkSpec.Dense(PredictionTask.Multiclass, 7, 3, [33, 12], Activation.SiLU, 0.2f);
        using var session = new ManagedEngine().Start(spec, options, train, null);
        session.RunTo(options.Epochs);
        return Samples.Predict(session.CreateModel(), train.Features);
    }

    private sealed class CancellingClock(CancellationTokenSource source) : TimeProvider
    {
        public override long GetTimestamp()
        {
            source.Cancel();
            return base.GetTimestamp();
        }
    }
}
