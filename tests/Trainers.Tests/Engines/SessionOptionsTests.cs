using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>What options do in a session of the managed engine.</summary>
public class SessionOptionsTests
{
    private static readonly TrainingData Train = Samples.Make(PredictionTask.Binary, 600, 6);
    private static readonly TrainingData Validation = Samples.Make(PredictionTask.Binary, 200, 6, seed: 2);

    public static TheoryData<EnsembleKind, WeightAveraging, int> Everything()
    {
        var data = new TheoryData<EnsembleKind, WeightAveraging, int>();
        foreach (var kind in Enum.GetValues<EnsembleKind>())
        {
            foreach (var averaging in Enum.GetValues<WeightAveraging>())
            {
                data.Add(kind, averaging, kind == EnsembleKind.TabM ? 2 : 1);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void RestoreCheckpoint_SessionWithEveryPart_GoesOnBitForBit(EnsembleKind kind, WeightAveraging averaging, int threads)
    {
        var block = new BlockSpec { Width = 12, Activation = Activation.Mish, IsParametric = true, Dropout = 0.2f };
        var spec = new NetworkSpec
        {
            Task = PredictionTask.Binary,
            Inputs = 6,
            Blocks = [block, block with { IsResidual = true, Normalization = Normalization.Layer }],
            NumericEmbedding = NumericEmbeddingSpec.Pbld,
            FrontScale = true,
            Wide = true,
            Members = 3,
            Ensemble = kind,
        };
        var options = new TrainingOptions
        {
            Epochs = 6,
            Optimizer = OptimizerKind.NAdam,
            Averaging = averaging,
            AverageFrom = 0.2,
            Schedule = LearningRateSchedule.Plateau,
            ScheduleShape = new ScheduleShape { Every = 1, Factor = 0.5, WarmUp = 0.5 },
            DropoutSchedule = LearningRateSchedule.FlatCosine,
            DecaySchedule = LearningRateSchedule.FlatCosine,
            Parametrization = Parametrization.Ntk,
            WeightStart = WeightStartKind.Data,
            BiasStart = BiasStartKind.Data,
            ClipNorm = 1,
            GradientNoise = 1e-4f,
            MaxNorm = 3,
            ActivityPenalty = 1e-3f,
            L1 = 1e-5f,
            Watch = WatchedValue.AreaUnderRoc,
            Threads = threads,
            Seed = 3,
        };
        using var straight = new ManagedEngine().Start(spec, options, Train, Validation);
        straight.RunTo(3);
        straight.Dropout = 0.05f;
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            straight.SaveCheckpoint(path);
            straight.RunTo(6);
            using var resumed = new ManagedEngine().Start(spec, options with { Seed = 77 }, Train, Validation);
            resumed.RestoreCheckpoint(path);
            Assert.Equal((3, 0.05f), (resumed.Epoch, resumed.Dropout));
            resumed.RunTo(6);
            Assert.Equal(straight.Checkpoint(), resumed.Checkpoint());
            Assert.Equal(Samples.Predict(straight.CreateModel(), Validation.Features), Samples.Predict(resumed.CreateModel(), Validation.Features));
            Assert.Equal(straight.BestWatchedValue, resumed.BestWatchedValue);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(EnsembleKind.Independent, 1)]
    [InlineData(EnsembleKind.TabM, 2)]
    [InlineData(EnsembleKind.TabMMini, 1)]
    public void SeparateBatches_OfMembers_TrainOtherwiseAndGoOnBitForBit(EnsembleKind kind, int threads)
    {
        var spec = Samples.Spec(PredictionTask.Binary, 6, 12, 8) with { Members = 4, Ensemble = kind };
        var options = new TrainingOptions { Epochs = 4, BatchSize = 64, LearningRate = 0.01f, Averaging = WeightAveraging.Exponential, SeparateBatches = true, Threads = threads };
        using var straight = new ManagedEngine().Start(spec, options, Train, Validation);
        straight.RunTo(2);
        var middle = straight.Checkpoint();
        straight.RunTo(4);
        using var resumed = new ManagedEngine().Start(spec, options, Train, Validation);
        resumed.Restore(middle);
        resumed.RunTo(4);
        Assert.Equal(straight.Checkpoint(), resumed.Checkpoint());

        using var shared = new ManagedEngine().Start(spec, options with { SeparateBatches = false }, Train, Validation);
        var start = shared.RunEpoch();
        shared.RunTo(4);
        Assert.NotEqual(shared.BestValidationLoss, straight.BestValidationLoss);
        Assert.True(straight.BestValidationLoss < start.ValidationLoss);
    }

    /// <summary>A setting changed before an epoch is, bit for bit, the option of the same name.</summary>
    [Theory]
    [InlineData("rate")]
    [InlineData("momentum")]
    [InlineData("decay")]
    [InlineData("dropout")]
    public void Settings_ChangedBetweenEpochs_ActAsTheOption(string setting)
    {
        var block = new BlockSpec { Width = 12, Dropout = 0.1f };
        var spec = new NetworkSpec { Task = PredictionTask.Binary, Inputs = 6, Blocks = [block, block] };
        var options = new TrainingOptions { Epochs = 3, Optimizer = OptimizerKind.Sgd, DecouplesDecay = true };
        var (asked, askedSpec) = setting switch
        {
            "rate" => (options with { LearningRate = 0.05f }, spec),
            "momentum" => (options with { Momentum = 0.5f }, spec),
            "decay" => (options with { WeightDecay = 0.3f }, spec),
            _ => (options, spec with { Blocks = [block with { Dropout = 0.4f }, block with { Dropout = 0.4f }] }),
        };
        using var given = new ManagedEngine().Start(askedSpec, asked, Train, Validation);
        using var plain = new ManagedEngine().Start(spec, options, Train, Validation);
        using var changed = new ManagedEngine().Start(spec, options, Train, Validation);
        (changed.LearningRate, changed.Momentum, changed.WeightDecay) = (asked.LearningRate, asked.Momentum, asked.WeightDecay);
        if (setting == "dropout")
        {
            changed.Dropout = 0.4f;
        }

        var (expected, other, actual) = (given.RunEpoch(), plain.RunEpoch(), changed.RunEpoch());
        Assert.Equal((expected.TrainLoss, expected.ValidationLoss), (actual.TrainLoss, actual.ValidationLoss));
        Assert.NotEqual(other.ValidationLoss, actual.ValidationLoss);
    }

    [Theory]
    [InlineData("RealMlp", false)]
    [InlineData("TabM", false)]
    [InlineData("TabM", true)]
    [InlineData("Simple", false)]
    public void RunEpoch_EveryPreset_AllocatesNothingPerStep(string name, bool separate)
    {
        var inputs = NetworkInputs.Numeric(6);
        var (spec, options) = name switch
        {
            "RealMlp" => NetworkRecipe.RealMlp(PredictionTask.Binary, inputs, 1),
            "Simple" => NetworkRecipe.Simple(PredictionTask.Binary, inputs, 1),
            _ => NetworkRecipe.TabM(PredictionTask.Binary, inputs, 1, EnsembleKind.TabM),
        };
        spec = spec with { Members = Math.Min(spec.Members, 3), Blocks = [.. spec.Blocks.Select(b => b with { Width = Math.Min(b.Width, 16) })] };
        using var session = new ManagedEngine().Start(spec, options with { Epochs = 3, BatchSize = 2, Patience = 0, SeparateBatches = separate }, Train, null);
        session.RunEpoch();
        var before = GC.GetAllocatedBytesForCurrentThread();
        session.RunEpoch();

        // 300 steps; the report and a little about the epoch may be new, 8 bytes a step may not.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000);
    }

    [Fact]
    public void SeparateBatches_OneMember_ChangesNothing()
    {
        var spec = Samples.Spec(PredictionTask.Binary, 6, 12);
        var options = new TrainingOptions { Epochs = 2 };
        using var plain = new ManagedEngine().Start(spec, options, Train, Validation);
        using var separate = new ManagedEngine().Start(spec, options with { SeparateBatches = true }, Train, Validation);
        plain.RunTo(2);
        separate.RunTo(2);
        Assert.Equal(plain.Checkpoint(), separate.Checkpoint());
    }

    [Fact]
    public void RunEpoch_EveryPart_AllocatesNothingPerStep()
    {
        var block = new BlockSpec { Width = 16, Activation = Activation.Mish, IsParametric = true, Dropout = 0.1f, Normalization = Normalization.Layer };
        var train = Samples.Make(PredictionTask.Binary, 20_000, 6);
        var spec = new NetworkSpec
        {
            Task = PredictionTask.Binary,
            Inputs = 6,
            Blocks = [block, block with { Normalization = Normalization.None }],
            NumericEmbedding = NumericEmbeddingSpec.Pbld,
            FrontScale = true,
            Wide = true,
            Members = 2,
            Ensemble = EnsembleKind.TabM,
        };
        var options = new TrainingOptions { Epochs = 3, BatchSize = 16, ClipNorm = 1, ActivityPenalty = 1e-4f, Averaging = WeightAveraging.Exponential };
        using var session = new ManagedEngine().Start(spec, options, train, null);
        session.RunEpoch();
        var before = GC.GetAllocatedBytesForCurrentThread();
        session.RunEpoch();

        // 1,250 steps; the report and a little about the epoch may be new.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1250);
    }

    [Fact]
    public void ClipNorm_LongGradient_ShortensTheStep()
    {
        // One step of SGD from the same start: the weights move by rate x length at most.
        var options = new TrainingOptions { Optimizer = OptimizerKind.Sgd, Momentum = 0, WeightDecay = 0, LearningRate = 0.1f, Epochs = 1, BatchSize = 600, Schedule = LearningRateSchedule.Constant };
        var (plain, clipped) = (Move(options), Move(options with { ClipNorm = 0.01f }));
        Assert.Equal(0.1 * plain.Norm, plain.Moved, 1e-4 * plain.Norm);
        Assert.True(plain.Norm > 0.05);
        Assert.Equal(plain.Norm, clipped.Norm, 1e-6);
        Assert.Equal(0.001, clipped.Moved, 1e-6);
    }

    [Fact]
    public void MaxNorm_AfterEveryStep_Holds()
    {
        var options = new TrainingOptions { Epochs = 2, LearningRate = 0.1f, MaxNorm = 0.8f };
        var weights = Model(options).Weights.Get(0, TensorKind.Weights).ToArray();
        for (var column = 0; column < 10; column++)
        {
            var length = Math.Sqrt(Enumerable.Range(0, 6).Sum(row => Math.Pow(weights[(row * 10) + column], 2)));
            Assert.InRange(length, 0, 0.8001);
        }
    }

    [Fact]
    public void GroupFactors_OfZero_FreezeTheirParameters()
    {
        var start = Model(new TrainingOptions { Epochs = 1, LearningRate = 1e-20f, Seed = 4, WeightDecay = 0 });
        var options = new TrainingOptions { Epochs = 1, LearningRate = 0.05f, Seed = 4, LearningRateFactors = new GroupFactors { FirstWeights = 0 } };
        var trained = Model(options);
        Assert.Equal(start.Weights.Get(0, TensorKind.Weights).ToArray(), trained.Weights.Get(0, TensorKind.Weights).ToArray());
        Assert.NotEqual(start.Weights.Get(1, TensorKind.Weights).ToArray(), trained.Weights.Get(1, TensorKind.Weights).ToArray());
    }

    [Fact]
    public void L1_Strong_DrivesWeightsToZero()
    {
        var options = new TrainingOptions { Epochs = 8, LearningRate = 0.01f, WeightDecay = 0 };
        Assert.True(Size(Model(options with { L1 = 0.05f })) < 0.5 * Size(Model(options)));
        Assert.True(Size(Model(options with { L2 = 0.5f })) < 0.5 * Size(Model(options)));

        static double Size(NetworkModel model) => model.Weights.Get(0, TensorKind.Weights).ToArray().Average(Math.Abs);
    }

    [Fact]
    public void ActivityPenalty_Strong_ShrinksTheOutputs()
    {
        var options = new TrainingOptions { Epochs = 8, LearningRate = 0.02f };
        Assert.True(Size(options with { ActivityPenalty = 1 }) < 0.5 * Size(options));

        static double Size(TrainingOptions options) => Model(options).Weights.Get(0, TensorKind.Gamma).ToArray().Average(Math.Abs);
    }

    [Fact]
    public void Averaging_Stochastic_IsTheMeanOverTheLastEpochs()
    {
        var options = new TrainingOptions { Epochs = 8, LearningRate = 0.05f, AverageFrom = 0.5, RestoreBest = false };
        using var plain = new ManagedEngine().Start(Spec(), options, Train, Validation);
        using var averaged = new ManagedEngine().Start(Spec(), options with { Averaging = WeightAveraging.Stochastic }, Train, Validation);
        var weights = new List<float[]>();
        while (!plain.IsFinished)
        {
            // The same steps are taken; only what is validated differs.
            Assert.Equal(plain.RunEpoch().TrainLoss, averaged.RunEpoch().TrainLoss);
            weights.Add(plain.CreateModel().Weights.Get(0, TensorKind.Weights).ToArray());
        }

        var actual = averaged.CreateModel().Weights.Get(0, TensorKind.Weights).ToArray();
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(weights.Skip(4).Average(w => w[i]), actual[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(WeightAveraging.Exponential)]
    [InlineData(WeightAveraging.Stochastic)]
    public void Averaging_WithBatchNorm_MeasuresStatisticsAgain(WeightAveraging averaging)
    {
        var options = new TrainingOptions { Epochs = 6, LearningRate = 0.05f, AverageDecay = 0.95f, AverageFrom = 0.5, RestoreBest = false, Averaging = averaging, BatchSize = 600 };
        using var session = new ManagedEngine().Start(Spec(), options, Train, Validation);
        session.RunTo(6);
        var model = session.CreateModel();

        // With one batch an epoch the statistics are those of the averaged weights on all rows.
        var matrix = model.Weights.Get(0, TensorKind.Weights).ToArray();
        for (var unit = 0; unit < 10; unit++)
        {
            var outputs = Enumerable.Range(0, Train.Rows).Select(row => Enumerable.Range(0, 6).Sum(i => Train.Features.Row(row)[i] * matrix[(i * 10) + unit])).ToArray();
            Assert.Equal(outputs.Average(), model.Weights.Get(0, TensorKind.RunningMean)[unit], 1e-4);
        }

        var logits = Samples.Predict(model, Validation.Features);
        var loss = logits.Select((z, i) => Math.Log(1 + Math.Exp(Validation.Labels[i] == 1 ? -z : z))).Average();
        Assert.InRange(loss, 0, 0.69);
    }

    [Theory]
    [InlineData(WatchedValue.ClassificationError)]
    [InlineData(WatchedValue.AreaUnderRoc)]
    public void Watch_OtherValue_PicksItsBestEpoch(WatchedValue watch)
    {
        var options = new TrainingOptions { Epochs = 15, LearningRate = 0.02f, Watch = watch, Schedule = LearningRateSchedule.Constant };
        using var session = new ManagedEngine().Start(Spec(), options, Train, Validation);
        var values = new List<double>();
        while (!session.IsFinished)
        {
            values.Add(session.RunEpoch().WatchedValue);
        }

        var best = watch == WatchedValue.AreaUnderRoc ? values.Max() : values.Min();
        Assert.Equal(best, session.BestWatchedValue);
        Assert.Equal(values.LastIndexOf(best) + 1, session.BestEpoch);
        var outputs = Samples.Predict(session.CreateModel(), Validation.Features);
        Assert.Equal(best, watch == WatchedValue.AreaUnderRoc ? Auc(outputs) : outputs.Select((z, i) => (z > 0 ? 1 : 0) == Validation.Labels[i] ? 0.0 : 1).Average(), 1e-9);
    }

    [Fact]
    public void Plateau_NoImprovement_LowersTheRate()
    {
        var options = new TrainingOptions { Epochs = 6, LearningRate = 0.01f, Schedule = LearningRateSchedule.Plateau, ScheduleShape = new ScheduleShape { Every = 2, Factor = 0.1 }, MinDelta = 10 };
        using var session = new ManagedEngine().Start(Spec(), options, Train, Validation);
        var rates = Enumerable.Range(0, 6).Select(_ => session.RunEpoch().LearningRate).ToArray();

        // The first epoch sets the mark; nothing improves by 10.
        double[] expected = [0.01, 0.01, 0.01, 0.001, 0.001, 0.0001];
        Assert.All(rates.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
    }

    [Fact]
    public void ClassWeights_HeavyPositives_RaiseTheScores()
    {
        var plain = Samples.Predict(Model(new TrainingOptions { Epochs = 5 }), Validation.Features).Average();
        var weighted = Samples.Predict(Model(new TrainingOptions { Epochs = 5, Loss = new LossOptions { ClassWeights = [1, 9] } }), Validation.Features).Average();
        Assert.True(weighted > plain + 1);
    }

    [Theory]
    [InlineData(LossKind.Absolute, 0.5)]
    [InlineData(LossKind.Quantile, 0.9)]
    public void Loss_OfQuantiles_PutsThatShareBelow(LossKind kind, double level)
    {
        var train = Samples.Make(PredictionTask.Regression, 2000, 3);
        var random = new Random(1);
        for (var i = 0; i < train.Rows; i++)
        {
            train.Labels[i] = (float)(50 - (20 * Math.Log(random.NextDouble())));
        }

        var options = new TrainingOptions { Epochs = 30, LearningRate = 0.02f, Loss = new LossOptions { Kind = kind, QuantileLevel = level }, RestoreBest = false };
        using var session = new ManagedEngine().Start(NetworkSpec.Dense(PredictionTask.Regression, 3, 1, [4]), options, train, null);
        session.RunTo(30);
        var outputs = Samples.Predict(session.CreateModel(), train.Features);
        Assert.InRange(outputs.Select((z, i) => train.Labels[i] < z ? 1.0 : 0).Average(), level - 0.05, level + 0.05);
    }

    [Fact]
    public void Loss_Poisson_FindsTheRates()
    {
        var train = Samples.Make(PredictionTask.Regression, 3000, 2);
        for (var i = 0; i < train.Rows; i++)
        {
            train.Labels[i] = MathF.Round(MathF.Exp(1 + train.Features.Row(i)[0]));
        }

        var options = new TrainingOptions { Epochs = 20, LearningRate = 0.02f, Loss = new LossOptions { Kind = LossKind.Poisson } };
        var spec = Samples.Spec(PredictionTask.Regression, 2, 16) with { IsExponential = true };
        using var session = new ManagedEngine().Start(spec, options, train, train);
        session.RunTo(20);
        var outputs = Samples.Predict(session.CreateModel(), new FloatMatrix(3, 2, [-1, 0, 0, 0, 1, 0]));
        Assert.All(outputs.Zip([1, 2.7, 7.4]), pair => Assert.InRange(pair.First, 0.7 * pair.Second, 1.3 * pair.Second));
        train.Labels[5] = -1;
        Assert.Contains("label -1 at row 5", Assert.Throws<ArgumentException>(() => new ManagedEngine().Start(spec, options, train, null)).Message);
    }

    [Fact]
    public void Start_OptionsThatDoNotFit_SaySo()
    {
        var engine = new ManagedEngine();
        Assert.Contains("no validation part to watch", Message(Spec(), new TrainingOptions { Schedule = LearningRateSchedule.Plateau }));
        Assert.Contains("Watch is MeanAbsoluteError", Message(Spec(), new TrainingOptions { Watch = WatchedValue.MeanAbsoluteError }));
        Assert.Contains("Loss.Kind is Huber, but the network is of task Binary", Message(Spec(), new TrainingOptions { Loss = new LossOptions { Kind = LossKind.Huber } }));
        Assert.Contains("one for each of the 2 classes", Message(Spec(), new TrainingOptions { Loss = new LossOptions { ClassWeights = [1] } }));
        Assert.Contains("a regression has no classes", Message(Spec() with { Task = PredictionTask.Regression }, new TrainingOptions { Loss = new LossOptions { ClassWeights = [1, 2] } }));
        Assert.Contains("residual with width 5, but its input has 6 columns", Message(Spec() with { Blocks = [new BlockSpec { Width = 5, IsResidual = true }] }, new TrainingOptions()));

        string Message(NetworkSpec spec, TrainingOptions options) => Assert.Throws<ArgumentException>(() => engine.Start(spec, options, Train, null)).Message;
    }

    [Fact]
    public void Restore_OfTheFirstVersion_SaysSo()
    {
        using var session = new ManagedEngine().Start(Spec(), new TrainingOptions(), Train, null);
        using var stream = new MemoryStream();
        Frame.Write(stream, "MLNTCKPT", 1, writer => writer.Write(0));
        Assert.Contains("format version 1", Assert.Throws<InvalidDataException>(() => session.Restore(stream.ToArray())).Message);
    }

    private static NetworkSpec Spec() => NetworkSpec.Dense(PredictionTask.Binary, 6, 1, [10]);

    private static NetworkModel Model(TrainingOptions options)
    {
        using var session = new ManagedEngine().Start(Spec(), options, Train, null);
        session.RunTo(options.Epochs);
        return session.CreateModel();
    }

    private static (double Norm, double Moved) Move(TrainingOptions options)
    {
        var spec = NetworkSpec.Dense(PredictionTask.Binary, 6, 1, [10], batchNorm: false);
        using var session = new ManagedEngine().Start(spec, options, Train, null);
        var before = session.CreateModel().Weights.Values;
        var norm = session.RunEpoch().GradientNorm;
        var after = session.CreateModel().Weights.Values;
        return (norm, Math.Sqrt(before.Zip(after).Sum(pair => Math.Pow(pair.First - pair.Second, 2))));
    }

    private static double Auc(float[] outputs)
    {
        double pairs = 0, total = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            for (var j = 0; j < outputs.Length; j++)
            {
                if (Validation.Labels[i] > Validation.Labels[j])
                {
                    total++;
                    pairs += outputs[i] > outputs[j] ? 1 : outputs[i] == outputs[j] ? 0.5 : 0;
                }
            }
        }

        return pairs / total;
    }
}
