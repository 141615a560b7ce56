using Microsoft.ML;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;
using SearchSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetTuning.Experiments.Trainers;

/// <summary>What a search varies of a dense network.</summary>
internal static class DenseNetworkSpace
{
    internal static SearchSpace Space() => new()
    {
        ["Width"] = new ChoiceOption([32, 64, 128, 256], 64),
        ["Depth"] = new UniformIntOption(0, 3, defaultValue: 1),
        ["Bins"] = new ChoiceOption([0, 8, 16, 32], 16),
        ["Activation"] = new ChoiceOption([nameof(Activation.ReLU), nameof(Activation.SiLU), nameof(Activation.Mish)], nameof(Activation.SiLU)),
        ["Dropout"] = new UniformDoubleOption(0, 0.5, defaultValue: 0.2),
        ["LearningRate"] = new UniformDoubleOption(3e-4, 2e-2, logBase: true, defaultValue: 2e-3),
        ["WeightDecay"] = new UniformDoubleOption(1e-3, 1, logBase: true, defaultValue: 0.05),
    };

    internal static IEstimator<ITransformer> Build(MLContext context, Parameter p, PredictionTask task, TrainerColumns columns)
    {
        var options = new DenseNetworkOptions
        {
            Width = p["Width"].AsType<int>(),
            Depth = p["Depth"].AsType<int>(),
            Activation = Enum.Parse<Activation>(p["Activation"].AsType<string>()),
            Dropout = (float)p["Dropout"].AsType<double>(),
            LearningRate = (float)p["LearningRate"].AsType<double>(),
            WeightDecay = (float)p["WeightDecay"].AsType<double>(),
            NumericBins = p["Bins"].AsType<int>(),
            Schedule = LearningRateSchedule.CosLog4,
            Epochs = SweepableTrainerDefaults.Epochs,

            // The rungs decide how long; rows set aside inside a fold would only be lost.
            ValidationFraction = 0,
            Patience = 0,
            Seed = columns.Seed,
        };
        return task switch
        {
            PredictionTask.Binary => context.BinaryClassification.Trainers.DenseNetwork(columns.Label, columns.Features, options: options),
            PredictionTask.Multiclass => context.MulticlassClassification.Trainers.DenseNetwork(columns.Label, columns.Features, options: options),
            _ => context.Regression.Trainers.DenseNetwork(columns.Label, columns.Features, options: options),
        };
    }
}
