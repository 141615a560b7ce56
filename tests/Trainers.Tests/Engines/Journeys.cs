using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>Sessions of every kind, by name, that two processes can start alike.</summary>
internal static class Journeys
{
    /// <summary>Epochs in all.</summary>
    public const int Horizon = 6;

    /// <summary>Epochs before the checkpoint.</summary>
    public const int Middle = 3;

    private static readonly TrainingOptions Plain = new() { Epochs = Horizon, BatchSize = 32, LearningRate = 0.01f, Seed = 3 };

    private static readonly Dictionary<string, (string Kind, PredictionTask Task, TrainingOptions Options)> Kinds = new()
    {
        ["tabm"] = ("tabm", PredictionTask.Multiclass, Plain with { ClipNorm = 1, Patience = 2 }),
        ["tabm-mini"] = ("tabm mini", PredictionTask.Regression, Plain with { Averaging = WeightAveraging.Stochastic, AverageFrom = 0.2 }),
        ["ple"] = ("tabm embedded", PredictionTask.Binary, Plain with { SeparateBatches = true, Averaging = WeightAveraging.Exponential }),
        ["separate"] = ("independent", PredictionTask.Regression, Plain with { SeparateBatches = true, Threads = 2 }),
        ["batch-norm"] = ("batch norm", PredictionTask.Binary, Plain with { Optimizer = OptimizerKind.Sgd, Nesterov = true, Watch = WatchedValue.AreaUnderRoc }),
        ["ema"] = ("batch norm", PredictionTask.Regression, Plain with { Averaging = WeightAveraging.Exponential, AverageDecay = 0.9f, MaxNorm = 2 }),
        ["swa"] = ("batch norm", PredictionTask.Multiclass, Plain with { Averaging = WeightAveraging.Stochastic, AverageFrom = 0.3, Threads = 3 }),
        ["plateau"] = ("layer norm", PredictionTask.Binary, Plain with { Schedule = LearningRateSchedule.Plateau, ScheduleShape = new ScheduleShape { Every = 1 }, MinDelta = 0.05 }),
        ["restarts"] = ("residual", PredictionTask.Multiclass, Plain with { Schedule = LearningRateSchedule.CosineRestarts, ScheduleShape = new ScheduleShape { Every = 2.3, Growth = 1.5, WarmUp = 3.5 } }),
        ["one-cycle"] = ("plr", PredictionTask.Regression, Plain with { Schedule = LearningRateSchedule.OneCycle, Optimizer = OptimizerKind.RmsProp, Momentum = 0.5f }),
        ["noise"] = ("everything in front", PredictionTask.Multiclass, Plain with { GradientNoise = 0.01f, Optimizer = OptimizerKind.RAdam, LabelSmoothing = 0.1f }),
        ["wide"] = ("wide categories", PredictionTask.Binary, Plain with { Optimizer = OptimizerKind.NAdam, L1 = 0.001f, ClipValue = 0.1f, Loss = new LossOptions { Kind = LossKind.Focal } }),
        ["real-mlp"] = ("pbld", PredictionTask.Regression, NetworkRecipe.RealMlp(PredictionTask.Regression, NetworkInputs.Numeric(8), 1).Training with { Epochs = Horizon, BatchSize = 32, Threads = 2 }),
    };

    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => Kinds.Keys;

    /// <summary>The names of those whose members read the same rows.</summary>
    public static IEnumerable<string> NamesOfSharedBatches => Kinds.Where(kind => !kind.Value.Options.SeparateBatches).Select(kind => kind.Key);

    /// <summary>Starts a session in which every block drops units.</summary>
    public static TrainingSession Start(IEngine engine, string name, int? seed = null)
    {
        var (kind, task, options) = Kinds[name];
        var spec = NetworkKinds.Spec(kind, task);
        spec = spec with { Blocks = [.. spec.Blocks.Select(block => block with { Dropout = 0.15f })] };
        return engine.Start(spec, options with { Seed = seed ?? options.Seed }, NetworkKinds.Data(spec, 150), NetworkKinds.Data(spec, 60, seed: 2));
    }

    /// <summary>Changes all that may be changed between epochs.</summary>
    public static void Change(TrainingSession session)
    {
        session.LearningRate *= 0.7f;
        session.WeightDecay = 0.03f;
        session.Momentum = 0.6f;
        session.Dropout = 0.25f;
    }
}
