using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Engines.Managed;
using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Tests.Engines;
using MLNetTuning.Trainers.TorchSharp;
using MLNetTuning.Trainers.TorchSharp.Torch;
using MLNetTuning.Trainers.Training;
using TorchSharp;

namespace MLNetTuning.Torch.Tests.Torch;

/// <summary>Both engines start from the same weights and rows and follow the same equations: they score the same, and without dropout learn the same but for rounding.</summary>
public class TorchParityTests
{
    private const double Close = 1e-4;

    private static readonly TrainingOptions Plain = new() { Epochs = 2, Optimizer = OptimizerKind.Sgd, LearningRate = 0.01f, Seed = 5 };

    private static readonly Dictionary<string, TrainingOptions> Options = new()
    {
        ["momentum"] = Plain with { Momentum = 0.8f, WeightDecay = 0.1f },
        ["nesterov"] = Plain with { Nesterov = true, DecouplesDecay = true, WeightDecay = 0.1f },
        ["adam"] = Plain with { Optimizer = OptimizerKind.Adam, LearningRate = 0.001f, Epsilon = 1e-3f },
        ["adamw"] = Plain with { Optimizer = OptimizerKind.AdamW, LearningRate = 0.001f, Epsilon = 1e-3f, WeightDecay = 0.5f },
        ["rmsprop"] = Plain with { Optimizer = OptimizerKind.RmsProp, LearningRate = 0.001f, Epsilon = 1e-2f },
        ["nadam"] = Plain with { Optimizer = OptimizerKind.NAdam, LearningRate = 0.001f, Epsilon = 1e-3f },
        ["radam"] = Plain with { Optimizer = OptimizerKind.RAdam, LearningRate = 0.003f, Epsilon = 1e-3f, Epochs = 4 },
        ["ntk"] = Plain with { Optimizer = OptimizerKind.AdamW, LearningRate = 0.01f, Epsilon = 1e-3f, Parametrization = Parametrization.Ntk, WeightDecay = 0.1f },
        ["ntk plain"] = Plain with { Parametrization = Parametrization.Ntk, L1 = 0.01f, L2 = 0.02f, ClipValue = 0.05f },
        ["penalties"] = Plain with { L1 = 0.01f, L2 = 0.05f, ActivityPenalty = 0.01f, DecayFactors = new GroupFactors() },
        ["max norm"] = Plain with { MaxNorm = 0.7f },
        ["clip norm"] = Plain with { ClipNorm = 0.3f, GradientNoise = 1e-4f },
        ["noise"] = Plain with { GradientNoise = 0.01f, ClipNorm = 0.1f, Parametrization = Parametrization.Ntk },
        ["average of the constrained"] = Plain with { MaxNorm = 0.7f, LearningRate = 0.05f, Averaging = WeightAveraging.Exponential, AverageDecay = 0.8f },
        ["warm restarts"] = Plain with { Schedule = LearningRateSchedule.CosineRestarts, ScheduleShape = new ScheduleShape { Every = 1.5, Growth = 1.5, WarmUp = 1.3 }, Epochs = 4 },
        ["plateau"] = Plain with { Schedule = LearningRateSchedule.Plateau, ScheduleShape = new ScheduleShape { Every = 1, Factor = 0.3 }, MinDelta = 10, Epochs = 4 },
        ["clip value"] = Plain with { ClipValue = 0.02f },
        ["factors"] = Plain with { LearningRateFactors = new GroupFactors { Biases = 0.1f, HeadWeights = 3, FirstWeights = 0, NumericEmbedding = 2, Norms = 5, Slopes = 4, FrontScale = 6, CategoryEmbedding = 3 } },
        ["exponential average"] = Plain with { Averaging = WeightAveraging.Exponential, AverageDecay = 0.8f },
        ["stochastic average"] = Plain with { Averaging = WeightAveraging.Stochastic, AverageFrom = 0.2, Epochs = 4 },
        ["schedules"] = Plain with { Schedule = LearningRateSchedule.CosLog4, DecaySchedule = LearningRateSchedule.FlatCosine, WeightDecay = 0.3f, Epochs = 4 },
        ["data starts"] = Plain with { WeightStart = WeightStartKind.Data, BiasStart = BiasStartKind.Data, StartsAtBaseRates = false },
        ["smoothing"] = Plain with { LabelSmoothing = 0.2f },
    };

    private static readonly Dictionary<string, (PredictionTask Task, LossOptions Loss)> Losses = new()
    {
        ["focal binary"] = (PredictionTask.Binary, new LossOptions { Kind = LossKind.Focal, FocalGamma = 1.5f }),
        ["focal multiclass"] = (PredictionTask.Multiclass, new LossOptions { Kind = LossKind.Focal }),
        ["focal plain"] = (PredictionTask.Binary, new LossOptions { Kind = LossKind.Focal, FocalGamma = 0 }),
        ["class weights"] = (PredictionTask.Multiclass, new LossOptions { ClassWeights = [1, 2, 5] }),
        ["absolute"] = (PredictionTask.Regression, new LossOptions { Kind = LossKind.Absolute }),
        ["quantile"] = (PredictionTask.Regression, new LossOptions { Kind = LossKind.Quantile, QuantileLevel = 0.8 }),
        ["huber"] = (PredictionTask.Regression, new LossOptions { Kind = LossKind.Huber, HuberDelta = 0.6 }),
        ["poisson"] = (PredictionTask.Regression, new LossOptions { Kind = LossKind.Poisson }),
    };

    private readonly IEngine _torch = TorchEngineFactory.Create();

    public static TheoryData<string> Kinds() => new(NetworkKinds.Names.ToArray());

    public static TheoryData<string> OptionKinds() => new(Options.Keys.ToArray());

    public static TheoryData<Activation> Activations() => new(Enum.GetValues<Activation>());

    public static TheoryData<string> LossKinds() => new(Losses.Keys.ToArray());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_EveryKindOfNetwork_ScoresAsTheManagedEngine(string kind)
    {
        foreach (var task in Enum.GetValues<PredictionTask>())
        {
            var spec = NetworkKinds.Spec(kind, task);
            var data = NetworkKinds.Data(spec, 130);
            var weights = NetworkKinds.Weights(spec, data);
            AssertClose(Samples.Predict(new NetworkModel(weights), data.Features), Score(weights, data), Close);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void RunTo_EveryKindOfNetwork_LearnsAsTheManagedEngine(string kind)
    {
        foreach (var task in Enum.GetValues<PredictionTask>())
        {
            var spec = NetworkKinds.Spec(kind, task);
            AssertSame(spec, Plain, NetworkKinds.Data(spec, 200));
        }
    }

    // The gradient reaches the activations transposed, members behind rows.
    [Theory]
    [MemberData(nameof(Activations))]
    public void RunTo_ActivationBeneathTheNormalisationOfMembers_LearnsAsTheManagedEngineAndRepeatably(Activation activation)
    {
        var block = new BlockSpec { Width = 6, Activation = activation, Normalization = Normalization.Batch, NormalizesAfter = true, NormEpsilon = 0.1f };
        foreach (var ensemble in Enum.GetValues<EnsembleKind>())
        {
            var spec = NetworkKinds.Spec("no blocks", PredictionTask.Multiclass) with { Members = 4, Ensemble = ensemble, Blocks = [block, block with { Width = 8 }] };
            var data = NetworkKinds.Data(spec, 200);
            AssertSame(spec, Plain, data);
            Assert.Equal(Trained(spec, data, Plain), Trained(spec, data, Plain));
        }
    }

    [Theory]
    [MemberData(nameof(OptionKinds))]
    public void RunTo_EveryOption_LearnsAsTheManagedEngine(string name)
    {
        foreach (var kind in new[] { "everything in front", "independent", "batch norm", "tabm mini" })
        {
            var spec = NetworkKinds.Spec(kind, PredictionTask.Multiclass);
            AssertSame(spec, Options[name], NetworkKinds.Data(spec, 200));
        }
    }

    [Theory]
    [MemberData(nameof(LossKinds))]
    public void RunTo_EveryLoss_LearnsAsTheManagedEngine(string name)
    {
        var (task, loss) = Losses[name];
        var isPoisson = loss.Kind == LossKind.Poisson;
        foreach (var kind in new[] { "batch norm", "tabm" })
        {
            var spec = NetworkKinds.Spec(kind, task) with { IsExponential = isPoisson };
            var data = NetworkKinds.Data(spec, 200);
            data = isPoisson ? new TrainingData(data.Features, [.. data.Labels.Select(label => MathF.Max(0, MathF.Round(label - 98)))], data.Weights) : data;
            AssertSame(spec, Plain with { Loss = loss, LearningRate = 0.003f }, data);
        }
    }

    [Theory]
    [InlineData(WatchedValue.AreaUnderRoc, PredictionTask.Binary)]
    [InlineData(WatchedValue.ClassificationError, PredictionTask.Multiclass)]
    [InlineData(WatchedValue.RootMeanSquaredError, PredictionTask.Regression)]
    public void Restore_AveragedMembers_GoesOnBitForBit(WatchedValue watch, PredictionTask task)
    {
        var spec = NetworkKinds.Spec("tabm", task);
        var (train, validation) = (NetworkKinds.Data(spec, 200), NetworkKinds.Data(spec, 90, seed: 4));
        var options = new TrainingOptions { Epochs = 6, Averaging = WeightAveraging.Exponential, Watch = watch, Seed = 2 };
        using var straight = _torch.Start(spec, options, train, validation);
        straight.RunTo(3);
        var checkpoint = straight.Checkpoint();
        straight.RunTo(6);
        using var resumed = _torch.Start(spec, options with { Seed = 77 }, train, validation);
        resumed.Restore(checkpoint);
        resumed.RunTo(6);
        Assert.Equal(straight.BestWatchedValue, resumed.BestWatchedValue);
        Assert.Equal(Samples.Predict(straight.CreateModel(), train.Features), Samples.Predict(resumed.CreateModel(), train.Features));
    }

    [Fact]
    public void RunTo_PublishedRecipes_Learn()
    {
        var data = NetworkKinds.Data(NetworkKinds.Spec("no blocks", PredictionTask.Binary), 400);
        var inputs = NetworkInputs.Numeric(8);
        foreach (var recipe in new[] { NetworkRecipe.RealMlp(PredictionTask.Binary, inputs, 1), NetworkRecipe.TabM(PredictionTask.Binary, inputs, 1) })
        {
            var small = recipe.Spec with { Members = Math.Min(4, recipe.Spec.Members), Blocks = [.. recipe.Spec.Blocks.Select(block => block with { Width = 64 })] };
            using var session = _torch.Start(small, recipe.Training with { Epochs = 20, Patience = 0 }, data, data);
            var first = session.RunEpoch();
            Assert.True(double.IsFinite(first.GradientNorm) && first.GradientNorm > 0);
            session.RunTo(20);
            var wrong = Samples.Predict(session.CreateModel(), data.Features).Where((z, i) => z > 0 != data.Labels[i] > 0.5f).Count();
            Assert.InRange(wrong, 0, 120);
        }
    }

    // Numbers that libtorch is given have to live until it has read them.
    [Fact]
    public void RunTo_WhileGarbageIsCollected_LearnsTheSame()
    {
        var spec = NetworkKinds.Spec("tabm", PredictionTask.Binary);
        var data = NetworkKinds.Data(spec, 200);
        var options = new TrainingOptions { Epochs = 12, BatchSize = 8, Seed = 3 };
        var expected = Trained(spec, data, options);
        using var done = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            Assert.Equal(expected, Trained(spec, data, options));
        }
        finally
        {
            done.Cancel();
            collector.Join();
        }
    }

    private static float[] Score(NetworkWeights weights, TrainingData data)
    {
        using var network = new TorchNetwork(weights, new TrainingOptions(), torch.CPU);
        using var scope = torch.NewDisposeScope();
        using var still = torch.no_grad();
        using var features = TorchData.Place(data.Features.Values, [data.Rows, data.Features.Columns], torch.CPU);
        var outputs = network.Forward(features, null).contiguous().data<float>().ToArray();
        return Join(weights, outputs, data.Rows);
    }

    private static unsafe float[] Join(NetworkWeights weights, float[] outputs, int rows)
    {
        var result = new float[rows * weights.Spec.Outputs];
        fixed (float* values = outputs)
        {
            new OutputLink(weights.Spec, weights).Write(new MatrixView(values, rows * weights.Spec.Members, weights.Spec.Outputs, weights.Spec.Outputs), result);
        }

        return result;
    }

    private float[] Trained(NetworkSpec spec, TrainingData data, TrainingOptions options)
    {
        using var session = _torch.Start(spec, options, data, null);
        session.RunTo(options.Epochs);
        return Samples.Predict(session.CreateModel(), data.Features);
    }

    private void AssertSame(NetworkSpec spec, TrainingOptions options, TrainingData train)
    {
        var validation = NetworkKinds.Data(spec, 80, seed: 3);
        validation = spec.IsExponential ? new TrainingData(validation.Features, [.. validation.Labels.Select(label => MathF.Max(0, MathF.Round(label - 98)))], validation.Weights) : validation;
        using var managed = new ManagedEngine().Start(spec, options, train, validation);
        using var torch = _torch.Start(spec, options, train, validation);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            var (theirs, ours) = (managed.RunEpoch(), torch.RunEpoch());
            Assert.Equal(theirs.TrainLoss, ours.TrainLoss, 1e-3 * (1 + Math.Abs(theirs.TrainLoss)));
            Assert.Equal(theirs.ValidationLoss, ours.ValidationLoss, 1e-3 * (1 + Math.Abs(theirs.ValidationLoss)));
            Assert.Equal(theirs.GradientNorm, ours.GradientNorm, 2e-3 * (1 + theirs.GradientNorm));
        }

        AssertClose(Samples.Predict(managed.CreateModel(), train.Features), Samples.Predict(torch.CreateModel(), train.Features), 1e-3);
    }

    private static void AssertClose(float[] expected, float[] actual, double close)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], close * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
