using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Training;

/// <summary>A network and how it is trained, as published together.</summary>
/// <param name="Spec">The network.</param>
/// <param name="Training">The training.</param>
public sealed record NetworkRecipe(NetworkSpec Spec, TrainingOptions Training)
{
    /// <summary>
    /// RealMLP-TD (Holzmüller, Grinsztajn and Steinwart, NeurIPS 2024): 3 x 256, PBLD embeddings, front scaling, NTK parametrisation, parametric SELU
    /// (classification) or Mish (regression), 256 epochs of coslog4. Expects columns scaled with <see cref="Encoding.FeatureScaling.RobustSmoothClip"/>.
    /// </summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="inputs">The columns.</param>
    /// <param name="outputs">1 for binary and regression, the number of classes for multiclass.</param>
    public static NetworkRecipe RealMlp(PredictionTask task, NetworkInputs inputs, int outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var isRegression = task == PredictionTask.Regression;

        // The published network has an output for each of two classes: the difference, our one logit, moves by twice the rate and decays at the rate.
        var logitFactor = task == PredictionTask.Binary ? 2 : 1;
        var block = new BlockSpec
        {
            Width = 256,
            Normalization = Normalization.None,
            Activation = isRegression ? Activation.Mish : Activation.Selu,
            IsParametric = true,
            Dropout = 0.15f,
        };
        var spec = inputs.Describe(task, outputs, [block, block, block]) with
        {
            NumericEmbedding = inputs.NumericInputs > 0 ? NumericEmbeddingSpec.Pbld : null,
            FrontScale = true,
        };
        return new NetworkRecipe(spec, new TrainingOptions
        {
            LearningRate = isRegression ? 0.2f : 0.04f,
            Beta2 = 0.95f,
            WeightDecay = 0.02f,

            // The published code multiplies the decay of a group by its rate factor twice: once by the rate, once more here.
            DecayFactors = new GroupFactors { Biases = 0, HeadBiases = 0, HeadWeights = 1f / logitFactor, Slopes = 0.1f, FrontScale = 6, NumericEmbedding = 0.1f },
            LearningRateFactors = new GroupFactors
            {
                Biases = 0.1f,
                HeadBiases = 0.1f * logitFactor,
                HeadWeights = logitFactor,
                Slopes = 0.1f,
                FrontScale = 6,
                NumericEmbedding = 0.1f,
            },
            Parametrization = Parametrization.Ntk,
            WeightStart = WeightStartKind.Data,
            BiasStart = BiasStartKind.Data,
            StartsAtBaseRates = false,
            Schedule = LearningRateSchedule.CosLog4,
            DecaySchedule = LearningRateSchedule.FlatCosine,
            DropoutSchedule = LearningRateSchedule.FlatCosine,
            Epochs = 256,
            BatchSize = 256,
            LabelSmoothing = isRegression ? 0 : 0.1f,
            ClampsTarget = isRegression,
            Watch = isRegression ? WatchedValue.RootMeanSquaredError : WatchedValue.ClassificationError,
        });
    }

    /// <summary>
    /// <see cref="RealMlp"/> with TabM's piecewise linear embeddings of numbers in place of its periodic ones, their edges at the bins of histogram boosting: a combination of our own,
    /// published by nobody, better on the tables measured (benchmarks/results/networks-quality.md). Expects columns scaled with <see cref="Encoding.FeatureScaling.QuantileNormal"/>.
    /// </summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="inputs">The columns.</param>
    /// <param name="outputs">1 for binary and regression, the number of classes for multiclass.</param>
    public static NetworkRecipe RealMlpPle(PredictionTask task, NetworkInputs inputs, int outputs)
    {
        var recipe = RealMlp(task, inputs, outputs);
        return new NetworkRecipe(
            recipe.Spec with { NumericEmbedding = inputs.NumericInputs > 0 ? NumericEmbeddingSpec.Ple : null },
            recipe.Training with { EdgeStart = EdgeStartKind.HistogramBins });
    }

    /// <summary>
    /// TabM with piecewise linear embeddings (Gorishniy, Kotelnikov and Babenko, ICLR 2025): 32 members, 2 x 512 (3 without numeric inputs), AdamW at a
    /// constant rate, patience 16. Expects columns scaled with <see cref="Encoding.FeatureScaling.QuantileNormal"/>; needs a validation part.
    /// </summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="inputs">The columns.</param>
    /// <param name="outputs">1 for binary and regression, the number of classes for multiclass.</param>
    /// <param name="kind">What members share. Default <see cref="EnsembleKind.TabM"/>.</param>
    public static NetworkRecipe TabM(PredictionTask task, NetworkInputs inputs, int outputs, EnsembleKind kind = EnsembleKind.TabM)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var isRegression = task == PredictionTask.Regression;
        var isEmbedded = inputs.NumericInputs > 0;
        var block = new BlockSpec { Width = 512, Normalization = Normalization.None, Dropout = 0.1f };
        var spec = inputs.Describe(task, outputs, isEmbedded ? [block, block] : [block, block, block]) with
        {
            NumericEmbedding = isEmbedded ? NumericEmbeddingSpec.Ple : null,
            Ensemble = kind,
            Members = 32,
        };
        return new NetworkRecipe(spec, new TrainingOptions
        {
            LearningRate = 0.002f,
            WeightDecay = 0.0003f,
            DecayFactors = new GroupFactors(),
            ClipNorm = 1,
            WeightStart = WeightStartKind.Uniform,
            BiasStart = BiasStartKind.Uniform,
            StartsAtBaseRates = false,
            Schedule = LearningRateSchedule.Constant,
            Epochs = 1000,
            BatchSize = 256,
            Patience = 16,
            Watch = isRegression ? WatchedValue.RootMeanSquaredError : WatchedValue.ClassificationError,
        });
    }

    /// <summary>What a tutorial writes: ReLU layers, Adam at 0.001, Glorot's start, batches of 32. Expects standardised columns.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="inputs">The columns.</param>
    /// <param name="outputs">1 for binary and regression, the number of classes for multiclass.</param>
    /// <param name="widths">Units of each hidden block. Default 64 and 64.</param>
    public static NetworkRecipe Simple(PredictionTask task, NetworkInputs inputs, int outputs, params int[] widths)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(widths);
        var blocks = (widths.Length == 0 ? [64, 64] : widths).Select(width => new BlockSpec { Width = width, Normalization = Normalization.None });
        return new NetworkRecipe(inputs.Describe(task, outputs, [.. blocks]), new TrainingOptions
        {
            Optimizer = OptimizerKind.Adam,
            LearningRate = 0.001f,
            Epsilon = 1e-7f,
            WeightDecay = 0,
            WeightStart = WeightStartKind.XavierUniform,
            StartsAtBaseRates = false,
            Schedule = LearningRateSchedule.Constant,
            Epochs = 100,
            BatchSize = 32,
        });
    }
}
