using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>What the managed engine promises of every kind of network and training: no memory taken by a step, and the same numbers for the same threads.</summary>
public class EveryKindTests
{
    private static readonly Dictionary<string, TrainingOptions> Trainings = new()
    {
        ["momentum"] = new() { Optimizer = OptimizerKind.Sgd, DecouplesDecay = true },
        ["nesterov"] = new() { Optimizer = OptimizerKind.Sgd, Nesterov = true },
        ["rmsprop"] = new() { Optimizer = OptimizerKind.RmsProp },
        ["adam"] = new() { Optimizer = OptimizerKind.Adam, L1 = 1e-4f, L2 = 1e-4f },
        ["adamw"] = new() { Optimizer = OptimizerKind.AdamW, Schedule = LearningRateSchedule.OneCycle },
        ["nadam"] = new() { Optimizer = OptimizerKind.NAdam, Schedule = LearningRateSchedule.CosineRestarts },
        ["radam"] = new() { Optimizer = OptimizerKind.RAdam, Schedule = LearningRateSchedule.InverseTime },
        ["clipped"] = new() { ClipNorm = 0.5f, ClipValue = 0.1f, GradientNoise = 1e-3f, MaxNorm = 1, ActivityPenalty = 1e-3f },
        ["ema"] = new() { Averaging = WeightAveraging.Exponential, Parametrization = Parametrization.Ntk },
        ["swa"] = new() { Averaging = WeightAveraging.Stochastic, AverageFrom = 0 },
        ["scheduled"] = new() { Schedule = LearningRateSchedule.CosLog4, DecaySchedule = LearningRateSchedule.FlatCosine, DropoutSchedule = LearningRateSchedule.FlatCosine, LabelSmoothing = 0.1f },
        ["separate"] = new() { SeparateBatches = true },
    };

    private static readonly Dictionary<string, (PredictionTask Task, LossOptions Loss)> Losses = new()
    {
        ["logistic"] = (PredictionTask.Binary, new LossOptions { ClassWeights = [1, 2] }),
        ["focal"] = (PredictionTask.Binary, new LossOptions { Kind = LossKind.Focal }),
        ["softmax"] = (PredictionTask.Multiclass, new LossOptions { ClassWeights = [1, 2, 3] }),
        ["focal softmax"] = (PredictionTask.Multiclass, new LossOptions { Kind = LossKind.Focal }),
        ["squared"] = (PredictionTask.Regression, new LossOptions()),
        ["absolute"] = (PredictionTask.Regression, new LossOptions { Kind = LossKind.Absolute }),
        ["huber"] = (PredictionTask.Regression, new LossOptions { Kind = LossKind.Huber }),
        ["quantile"] = (PredictionTask.Regression, new LossOptions { Kind = LossKind.Quantile }),
        ["poisson"] = (PredictionTask.Regression, new LossOptions { Kind = LossKind.Poisson }),
    };

    public static TheoryData<string> NetworkNames() => new(NetworkKinds.Names.ToArray());

    public static TheoryData<string> TrainingNames() => new(Trainings.Keys.ToArray());

    public static TheoryData<string> LossNames() => new(Losses.Keys.ToArray());

    [Theory]
    [MemberData(nameof(NetworkNames))]
    public void RunEpoch_EveryNetwork_AllocatesNothingPerStep(string name) => CheckAllocation(NetworkKinds.Spec(name, PredictionTask.Multiclass), new TrainingOptions());

    [Theory]
    [MemberData(nameof(TrainingNames))]
    public void RunEpoch_EveryTraining_AllocatesNothingPerStep(string name) => CheckAllocation(NetworkKinds.Spec("tabm", PredictionTask.Binary), Trainings[name]);

    [Theory]
    [MemberData(nameof(LossNames))]
    public void RunEpoch_EveryLoss_AllocatesNothingPerStep(string name) =>
        CheckAllocation(NetworkKinds.Spec("wide", Losses[name].Task) with { IsExponential = name == "poisson" }, new TrainingOptions { Loss = Losses[name].Loss });

    [Theory]
    [MemberData(nameof(NetworkNames))]
    public void RunTo_EveryNetworkOnThreads_IsTheSameTwice(string name)
    {
        var spec = Dropping(NetworkKinds.Spec(name, PredictionTask.Multiclass));
        foreach (var threads in new[] { 2, 3 })
        {
            var options = new TrainingOptions { Epochs = 2, BatchSize = 37, Threads = threads, ClipNorm = 1 };
            Assert.Equal(Train(spec, options), Train(spec, options));
        }
    }

    [Theory]
    [MemberData(nameof(TrainingNames))]
    public void RunTo_EveryTrainingOnThreads_IsTheSameTwice(string name)
    {
        var spec = Dropping(NetworkKinds.Spec("tabm mini", PredictionTask.Binary));
        var options = Trainings[name] with { Epochs = 2, BatchSize = 37, Threads = 3 };
        Assert.Equal(Train(spec, options), Train(spec, options));
    }

    /// <summary>Without dropout, whose units of members go by the threads, more threads change the last digits only.</summary>
    [Theory]
    [MemberData(nameof(TrainingNames))]
    public void RunTo_EveryTrainingOnThreads_IsThatOfOneButForRounding(string name)
    {
        foreach (var kind in new[] { "independent", "tabm mini", "everything in front" })
        {
            var spec = NetworkKinds.Spec(kind, PredictionTask.Multiclass);
            var options = Trainings[name] with { Epochs = 2, BatchSize = 37, LearningRate = 1e-3f, Epsilon = 1e-3f };
            var one = TrainLosses(spec, options);
            Assert.All(one.Zip(TrainLosses(spec, options with { Threads = 3 })), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }
    }

    /// <summary>Dropout set on a session is that of every block, once in each.</summary>
    [Theory]
    [MemberData(nameof(NetworkNames))]
    public void Dropout_SetOnTheSession_IsTheBlocksOwn(string name)
    {
        var spec = NetworkKinds.Spec(name, PredictionTask.Multiclass);
        var data = NetworkKinds.Data(spec, 150);
        using var given = new ManagedEngine().Start(Dropping(spec), new TrainingOptions { Epochs = 3 }, data, null);
        using var set = new ManagedEngine().Start(spec, new TrainingOptions { Epochs = 3 }, data, null);
        set.Dropout = 0.2f;
        given.RunTo(2);
        set.RunTo(2);
        Assert.Equal(given.CreateModel().Weights.Values, set.CreateModel().Weights.Values);
        set.Dropout = 0;
        using var none = new ManagedEngine().Start(spec, new TrainingOptions { Epochs = 3 }, data, null);
        none.Restore(set.Checkpoint());
        none.Dropout = float.NaN;
        Assert.Equal(none.RunEpoch().TrainLoss, set.RunEpoch().TrainLoss);
    }

    /// <summary>An epoch of twice the steps takes no more memory.</summary>
    private static void CheckAllocation(NetworkSpec spec, TrainingOptions options)
    {
        spec = Dropping(spec);
        var train = NetworkKinds.Data(spec, 160);
        Assert.Equal(Allocated(spec, options with { BatchSize = 16 }, train), Allocated(spec, options with { BatchSize = 8 }, train));
    }

    private static long Allocated(NetworkSpec spec, TrainingOptions options, TrainingData train)
    {
        using var session = new ManagedEngine().Start(spec, options with { Epochs = 3, LearningRate = 1e-3f }, train, null);
        session.RunEpoch();
        var before = GC.GetAllocatedBytesForCurrentThread();
        session.RunEpoch();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Train(NetworkSpec spec, TrainingOptions options)
    {
        using var session = new ManagedEngine().Start(spec, options, NetworkKinds.Data(spec, 150), NetworkKinds.Data(spec, 40, seed: 2));
        session.RunTo(options.Epochs);
        return session.Checkpoint();
    }

    private static double[] TrainLosses(NetworkSpec spec, TrainingOptions options)
    {
        using var session = new ManagedEngine().Start(spec, options, NetworkKinds.Data(spec, 150), NetworkKinds.Data(spec, 40, seed: 2));
        var (first, second) = (session.RunEpoch(), session.RunEpoch());
        return [first.TrainLoss, first.ValidationLoss, first.GradientNorm, second.TrainLoss, second.ValidationLoss, second.GradientNorm];
    }

    private static NetworkSpec Dropping(NetworkSpec spec) => spec with { Blocks = [.. spec.Blocks.Select(block => block with { Dropout = 0.2f })] };
}
