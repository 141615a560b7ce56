using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.DenseNetworks;

/// <summary>What a preset makes of the options: encoding, network, training.</summary>
internal static class PresetPlan
{
    private static readonly TrainingOptions RealMlp = NetworkRecipe.RealMlp(PredictionTask.Regression, NetworkInputs.Numeric(1), 1).Training;
    private static readonly TrainingOptions TabM = NetworkRecipe.TabM(PredictionTask.Regression, NetworkInputs.Numeric(1), 1).Training;
    private static readonly TrainingOptions Simple = NetworkRecipe.Simple(PredictionTask.Regression, NetworkInputs.Numeric(1), 1).Training;

    /// <summary>The training a preset was published with, as far as it is the same for every task; null without a preset.</summary>
    public static TrainingOptions? Published(DenseNetworkPreset preset) => preset switch
    {
        DenseNetworkPreset.RealMlp or DenseNetworkPreset.RealMlpPle => RealMlp,
        DenseNetworkPreset.TabM or DenseNetworkPreset.TabMMini => TabM,
        DenseNetworkPreset.Simple => Simple,
        _ => null,
    };

    /// <summary>The encoding a preset expects, or null where features are to be taken as they are.</summary>
    public static TableEncoder? Encoder(DenseNetworkOptions options, TrainingData train) => options.Standardize
        ? TableEncoder.Fit(train, options.Encoding ?? new TableEncoderOptions { Scaling = ScalingOf(options.Preset) })
        : null;

    /// <param name="options">The options, with a preset.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="inputs">The network's columns.</param>
    /// <param name="outputs">Outputs of the network.</param>
    public static NetworkRecipe Recipe(DenseNetworkOptions options, PredictionTask task, NetworkInputs inputs, int outputs)
    {
        var recipe = options.Preset switch
        {
            DenseNetworkPreset.RealMlp => NetworkRecipe.RealMlp(task, inputs, outputs),
            DenseNetworkPreset.RealMlpPle => NetworkRecipe.RealMlpPle(task, inputs, outputs),
            DenseNetworkPreset.TabM => NetworkRecipe.TabM(task, inputs, outputs),
            DenseNetworkPreset.TabMMini => NetworkRecipe.TabM(task, inputs, outputs, EnsembleKind.TabMMini),
            _ => NetworkRecipe.Simple(task, inputs, outputs),
        };
        var spec = recipe.Spec;
        if (options.HiddenLayers is { } widths)
        {
            spec = spec with { Blocks = [.. widths.Select(width => spec.Blocks[0] with { Width = width })] };
        }

        if (options.Members > 0)
        {
            spec = spec with { Members = options.Members };
        }

        spec.Validate();
        return recipe with { Spec = spec };
    }

    /// <summary>The preset's training over a horizon.</summary>
    /// <param name="options">The options, with a preset.</param>
    /// <param name="preset">The preset's training.</param>
    /// <param name="horizon">The epoch at which schedules end.</param>
    /// <param name="watched">Whether there is a validation part.</param>
    public static TrainingOptions Training(DenseNetworkOptions options, TrainingOptions preset, int horizon, bool watched) => preset with
    {
        Epochs = horizon,
        BatchSize = options.BatchSize > 0 ? options.BatchSize : preset.BatchSize,
        Patience = watched ? options.Patience : 0,
        Seed = options.Seed,
        Threads = options.Threads,
    };

    private static FeatureScaling ScalingOf(DenseNetworkPreset preset) => preset switch
    {
        DenseNetworkPreset.RealMlp => FeatureScaling.RobustSmoothClip,
        DenseNetworkPreset.TabM or DenseNetworkPreset.TabMMini or DenseNetworkPreset.RealMlpPle => FeatureScaling.QuantileNormal,
        _ => FeatureScaling.MeanVariance,
    };
}
