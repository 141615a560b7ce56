using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Training;

/// <summary>How each recipe trains, to the last option: what its paper or program says, and for the rest nothing that it does not do.</summary>
public class NetworkRecipeTrainingTests
{
    private static readonly NetworkInputs Inputs = new(7, 4, [30]);

    /// <summary>Nothing that a recipe has to ask for: no penalty, clip, average, warm-up or early end.</summary>
    private static readonly TrainingOptions Bare = new()
    {
        Optimizer = OptimizerKind.AdamW,
        Beta1 = 0.9f,
        Beta2 = 0.999f,
        Epsilon = 1e-8f,
        L1 = 0,
        L2 = 0,
        ActivityPenalty = 0,
        MaxNorm = 0,
        ClipNorm = 0,
        ClipValue = 0,
        GradientNoise = 0,
        StartsHeadAtZero = false,
        StartsAtBaseRates = false,
        StandardizesTarget = true,
        Patience = 0,
        MinDelta = 0,
        RestoreBest = true,
        SeparateBatches = false,
        Averaging = WeightAveraging.None,
        Schedule = LearningRateSchedule.Constant,
        DecaySchedule = LearningRateSchedule.Constant,
        DropoutSchedule = LearningRateSchedule.Constant,
        Seed = 0,
        Threads = 1,
    };

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    [InlineData(PredictionTask.Regression)]
    public void RealMlp_Training_IsThePublished(PredictionTask task)
    {
        var isRegression = task == PredictionTask.Regression;
        var head = task == PredictionTask.Binary ? 2 : 1;
        var expected = Bare with
        {
            LearningRate = isRegression ? 0.2f : 0.04f,
            Beta2 = 0.95f,
            WeightDecay = 0.02f,
            LearningRateFactors = new GroupFactors { Biases = 0.1f, HeadBiases = 0.1f * head, HeadWeights = head, Slopes = 0.1f, FrontScale = 6, NumericEmbedding = 0.1f },
            DecayFactors = new GroupFactors { Biases = 0, HeadBiases = 0, HeadWeights = 1f / head, Slopes = 0.1f, FrontScale = 6, NumericEmbedding = 0.1f },
            Parametrization = Parametrization.Ntk,
            WeightStart = WeightStartKind.Data,
            BiasStart = BiasStartKind.Data,
            Schedule = LearningRateSchedule.CosLog4,
            DecaySchedule = LearningRateSchedule.FlatCosine,
            DropoutSchedule = LearningRateSchedule.FlatCosine,
            Epochs = 256,
            BatchSize = 256,
            LabelSmoothing = isRegression ? 0 : 0.1f,
            ClampsTarget = isRegression,
            Watch = isRegression ? WatchedValue.RootMeanSquaredError : WatchedValue.ClassificationError,
        };
        Assert.Equal(expected, NetworkRecipe.RealMlp(task, Inputs, task == PredictionTask.Multiclass ? 3 : 1).Training);
    }

    [Theory]
    [InlineData(EnsembleKind.TabM)]
    [InlineData(EnsembleKind.TabMMini)]
    [InlineData(EnsembleKind.Independent)]
    public void TabM_Training_IsThePublished(EnsembleKind kind)
    {
        var expected = Bare with
        {
            LearningRate = 0.002f,
            WeightDecay = 0.0003f,
            DecayFactors = new GroupFactors(),
            ClipNorm = 1,
            WeightStart = WeightStartKind.Uniform,
            BiasStart = BiasStartKind.Uniform,
            Epochs = 1000,
            BatchSize = 256,
            Patience = 16,
        };
        Assert.Equal(expected with { Watch = WatchedValue.RootMeanSquaredError }, NetworkRecipe.TabM(PredictionTask.Regression, Inputs, 1, kind).Training);
        Assert.Equal(expected with { Watch = WatchedValue.ClassificationError }, NetworkRecipe.TabM(PredictionTask.Multiclass, Inputs, 3, kind).Training);
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Regression)]
    public void Simple_Training_IsATutorials(PredictionTask task)
    {
        var expected = Bare with
        {
            Optimizer = OptimizerKind.Adam,
            LearningRate = 0.001f,
            Epsilon = 1e-7f,
            WeightDecay = 0,
            WeightStart = WeightStartKind.XavierUniform,
            Epochs = 100,
            BatchSize = 32,
        };
        Assert.Equal(expected, NetworkRecipe.Simple(task, Inputs, 1).Training);
    }
}
