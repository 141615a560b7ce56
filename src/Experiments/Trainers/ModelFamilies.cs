using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using MLNetTuning.Estimators.DenseNetworks;

namespace MLNetTuning.Experiments.Trainers;

/// <summary>Tells the family of a fitted pipeline by its last model.</summary>
internal static class ModelFamilies
{
    internal static TrainerFamily Of(ITransformer transformer)
    {
        var last = transformer;
        while (last is IEnumerable<ITransformer> chain && chain.LastOrDefault() is { } inner)
        {
            last = inner;
        }

        if (last is DenseNetworkTransformer)
        {
            return TrainerFamily.Networks;
        }

        var model = (last as ISingleFeaturePredictionTransformer<object>)?.Model;

        // A calibrated model of any type holds the model it calibrates.
        model = model?.GetType().GetProperty("SubModel")?.GetValue(model) ?? model;
        return model switch
        {
            TreeEnsembleModelParameters => TrainerFamily.Trees,
            LinearModelParameters or MaximumEntropyModelParameters => TrainerFamily.Linear,
            _ => TrainerFamily.Other,
        };
    }
}
