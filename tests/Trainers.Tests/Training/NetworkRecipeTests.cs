using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Tests.Engines;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Training;

public class NetworkRecipeTests
{
    private static readonly NetworkInputs Mixed = new(7, 4, [30]);

    [Fact]
    public void RealMlp_Classification_HasThePublishedDefaults()
    {
        var (spec, training) = NetworkRecipe.RealMlp(PredictionTask.Multiclass, Mixed, 3);
        spec.Validate();
        Assert.Equal([256, 256, 256], spec.Blocks.Select(b => b.Width));
        Assert.All(spec.Blocks, b => Assert.Equal((Activation.Selu, true, 0.15f, Normalization.None, false), (b.Activation, b.IsParametric, b.Dropout, b.Normalization, b.IsResidual)));
        Assert.Equal((NumericEmbeddingKind.PeriodicPhase, 16, 3, 0.1f, true, false), Embedding(spec));
        Assert.True(spec.FrontScale);
        Assert.Equal(8, spec.CategoryWidth);
        Assert.Equal((OptimizerKind.AdamW, 0.04f, 0.9f, 0.95f, 1e-8f, 0.02f), (training.Optimizer, training.LearningRate, training.Beta1, training.Beta2, training.Epsilon, training.WeightDecay));
        Assert.Equal((LearningRateSchedule.CosLog4, LearningRateSchedule.FlatCosine, LearningRateSchedule.FlatCosine), (training.Schedule, training.DecaySchedule, training.DropoutSchedule));
        Assert.Equal((256, 256, 0.1f), (training.Epochs, training.BatchSize, training.LabelSmoothing));
        Assert.Equal((Parametrization.Ntk, WeightStartKind.Data, BiasStartKind.Data), (training.Parametrization, training.WeightStart, training.BiasStart));
        Assert.Equal(new GroupFactors { Biases = 0.1f, HeadBiases = 0.1f, Slopes = 0.1f, FrontScale = 6, NumericEmbedding = 0.1f }, training.LearningRateFactors);
        Assert.Equal(new GroupFactors { Biases = 0, HeadBiases = 0, Slopes = 0.1f, FrontScale = 6, NumericEmbedding = 0.1f }, training.DecayFactors);
        Assert.Equal(WatchedValue.ClassificationError, training.Watch);
        Assert.Equal((4 * 4) + 2 + 8, spec.FrontWidth);
    }

    [Fact]
    public void RealMlp_Binary_MovesItsLogitAsTheDifferenceOfTwoOutputs()
    {
        var training = NetworkRecipe.RealMlp(PredictionTask.Binary, Mixed, 1).Training;
        Assert.Equal((2f, 0.5f), (training.LearningRateFactors.HeadWeights, training.DecayFactors.HeadWeights));
        Assert.Equal((0.2f, 0f), (training.LearningRateFactors.HeadBiases, training.DecayFactors.HeadBiases));
    }

    [Fact]
    public void RealMlp_Regression_HasThePublishedDefaults()
    {
        var (spec, training) = NetworkRecipe.RealMlp(PredictionTask.Regression, Mixed, 1);
        Assert.All(spec.Blocks, b => Assert.Equal(Activation.Mish, b.Activation));
        Assert.Equal((0.2f, 0f, true, true, WatchedValue.RootMeanSquaredError), (training.LearningRate, training.LabelSmoothing, training.StandardizesTarget, training.ClampsTarget, training.Watch));
    }

    [Fact]
    public void TabM_Defaults_AreThePublished()
    {
        var (spec, training) = NetworkRecipe.TabM(PredictionTask.Binary, Mixed, 1);
        spec.Validate();
        Assert.Equal([512, 512], spec.Blocks.Select(b => b.Width));
        Assert.All(spec.Blocks, b => Assert.Equal((Activation.ReLU, 0.1f, Normalization.None), (b.Activation, b.Dropout, b.Normalization)));
        Assert.Equal((32, EnsembleKind.TabM), (spec.Members, spec.Ensemble));
        Assert.Equal((NumericEmbeddingKind.PiecewiseLinear, 48, 16, false), (spec.NumericEmbedding!.Kind, spec.NumericEmbedding.Bins, spec.NumericEmbedding.Width, spec.NumericEmbedding.Rectifies));
        Assert.Equal((OptimizerKind.AdamW, 0.002f, 0.0003f, 1f, 16, 256), (training.Optimizer, training.LearningRate, training.WeightDecay, training.ClipNorm, training.Patience, training.BatchSize));
        Assert.Equal((LearningRateSchedule.Constant, WeightStartKind.Uniform, new GroupFactors()), (training.Schedule, training.WeightStart, training.DecayFactors));
        Assert.Equal(3, NetworkRecipe.TabM(PredictionTask.Binary, new NetworkInputs(3, 0, []), 1).Spec.Blocks.Count);
        Assert.Equal(EnsembleKind.TabMMini, NetworkRecipe.TabM(PredictionTask.Binary, Mixed, 1, EnsembleKind.TabMMini).Spec.Ensemble);
    }

    [Fact]
    public void Simple_Defaults_AreATutorials()
    {
        var (spec, training) = NetworkRecipe.Simple(PredictionTask.Regression, Mixed, 1);
        Assert.Equal([64, 64], spec.Blocks.Select(b => b.Width));
        Assert.All(spec.Blocks, b => Assert.Equal((Activation.ReLU, 0f, Normalization.None), (b.Activation, b.Dropout, b.Normalization)));
        Assert.Equal((OptimizerKind.Adam, 0.001f, 1e-7f, 0f, 32, 100), (training.Optimizer, training.LearningRate, training.Epsilon, training.WeightDecay, training.BatchSize, training.Epochs));
        Assert.Equal((WeightStartKind.XavierUniform, BiasStartKind.Zero, LearningRateSchedule.Constant), (training.WeightStart, training.BiasStart, training.Schedule));
    }

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Regression)]
    public void RealMlpPle_IsRealMlpButForTheEmbeddingAndItsEdges(PredictionTask task)
    {
        var inputs = NetworkInputs.Numeric(4);
        var (published, ours) = (NetworkRecipe.RealMlp(task, inputs, 1), NetworkRecipe.RealMlpPle(task, inputs, 1));
        Assert.Equal(NumericEmbeddingSpec.Ple, ours.Spec.NumericEmbedding);
        Assert.Equal(published.Spec, ours.Spec with { NumericEmbedding = published.Spec.NumericEmbedding });
        Assert.Equal(EdgeStartKind.HistogramBins, ours.Training.EdgeStart);
        Assert.Equal(published.Training, ours.Training with { EdgeStart = EdgeStartKind.Quantiles });
        Assert.Equal(EdgeStartKind.Quantiles, NetworkRecipe.TabM(task, inputs, 1).Training.EdgeStart);
    }

    [Theory]
    [InlineData("RealMlp", 45)]
    [InlineData("RealMlpPle", 45)]
    [InlineData("TabM", 45)]
    [InlineData("TabMMini", 45)]
    [InlineData("Simple", 60)]
    public void RunTo_EveryRecipe_LearnsTheCurvedRule(string name, double limit)
    {
        // The noise-free rule has variance 150 (score of standard deviation 1.2, times 10).
        var train = Samples.Make(PredictionTask.Regression, 1200, 5);
        var validation = Samples.Make(PredictionTask.Regression, 500, 5, seed: 2);
        var inputs = NetworkInputs.Numeric(5);
        var recipe = name switch
        {
            "RealMlp" => NetworkRecipe.RealMlp(PredictionTask.Regression, inputs, 1),
            "RealMlpPle" => NetworkRecipe.RealMlpPle(PredictionTask.Regression, inputs, 1),
            "Simple" => NetworkRecipe.Simple(PredictionTask.Regression, inputs, 1),
            _ => NetworkRecipe.TabM(PredictionTask.Regression, inputs, 1, Enum.Parse<EnsembleKind>(name)),
        };
        var blocks = recipe.Spec.Blocks.Select(b => b with { Width = Math.Min(b.Width, 64) }).ToArray();
        var spec = recipe.Spec with { Blocks = blocks, Members = Math.Min(4, recipe.Spec.Members) };
        var options = recipe.Training with { Epochs = 40, BatchSize = Math.Min(64, recipe.Training.BatchSize) };
        using var session = new ManagedEngine().Start(spec, options, train, validation);
        session.RunTo(40);
        Assert.InRange(session.BestValidationLoss, 0, limit);
        var outputs = Samples.Predict(session.CreateModel(), validation.Features);
        var loss = outputs.Select((z, i) => Math.Pow(z - validation.Labels[i], 2)).Average();
        Assert.Equal(session.BestValidationLoss, loss, 1e-3 * loss);
    }

    private static (NumericEmbeddingKind Kind, int Frequencies, int Width, float Sigma, bool Keeps, bool Rectifies) Embedding(NetworkSpec spec) =>
        (spec.NumericEmbedding!.Kind, spec.NumericEmbedding.Frequencies, spec.NumericEmbedding.Width, spec.NumericEmbedding.Sigma, spec.NumericEmbedding.KeepsInput, spec.NumericEmbedding.Rectifies);
}
