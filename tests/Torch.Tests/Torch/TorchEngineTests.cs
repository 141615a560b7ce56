using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Tests.Engines;
using MLNetTuning.Trainers.Training;
using MLNetTuning.Trainers.TorchSharp;

namespace MLNetTuning.Torch.Tests.Torch;

public class TorchEngineTests : EngineContractTests
{
    private protected override IEngine Engine { get; } = TorchEngineFactory.Create();

    public static TheoryData<Activation, bool> Blocks()
    {
        var data = new TheoryData<Activation, bool>();
        foreach (var activation in Enum.GetValues<Activation>())
        {
            data.Add(activation, true);
            data.Add(activation, false);
        }

        return data;
    }

    /// <summary>Both engines start from the same weights and rows: without dropout they learn the same but for rounding.</summary>
    [Theory]
    [MemberData(nameof(Blocks))]
    public void RunTo_SameSeedAsManaged_GivesTheSameScores(Activation activation, bool batchNorm)
    {
        var train = Samples.Make(PredictionTask.Multiclass, 300, 4, weighted: true);
        var spec = NetworkSpec.Dense(PredictionTask.Multiclass, 4, 3, [12, 7], activation, 0, batchNorm);
        var options = new TrainingOptions { Epochs = 3, LabelSmoothing = 0.1f, LearningRate = 0.003f };
        var managed = Train(new ManagedEngine(), spec, options, train);
        var torch = Train(Engine, spec, options, train);
        for (var i = 0; i < managed.Length; i++)
        {
            Assert.Equal(managed[i], torch[i], 2e-3);
        }
    }

    [Theory]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Sgd)]
    public void RunTo_SameOptimizerAsManaged_GivesTheSameScores(OptimizerKind optimizer)
    {
        var train = Samples.Make(PredictionTask.Regression, 300, 4);
        var spec = NetworkSpec.Dense(PredictionTask.Regression, 4, 1, [12], Activation.Tanh);
        var options = new TrainingOptions { Epochs = 3, Optimizer = optimizer, WeightDecay = 0.05f, Nesterov = true };
        var managed = Train(new ManagedEngine(), spec, options, train);
        var torch = Train(Engine, spec, options, train);
        for (var i = 0; i < managed.Length; i++)
        {
            Assert.Equal(managed[i], torch[i], 2e-2);
        }
    }

    [Fact]
    public void Create_NoSuchGpu_FallsBackOrSaysSo()
    {
        Assert.Equal("torch", TorchEngineFactory.Create(gpuDeviceId: 99).Name);
        Assert.Contains("CUDA device 99", Assert.Throws<NotSupportedException>(() => TorchEngineFactory.Create(99, fallbackToCpu: false)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => TorchEngineFactory.Create(-1));
    }

    private static float[] Train(IEngine engine, NetworkSpec spec, TrainingOptions options, TrainingData train)
    {
        using var session = engine.Start(spec, options, train, null);
        session.RunTo(options.Epochs);
        return Samples.Predict(session.CreateModel(), train.Features);
    }
}
