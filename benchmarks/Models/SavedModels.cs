using Microsoft.ML;
using MLNetTuning.Estimators.BoostedTrees;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Benchmarks.Models;

/// <summary>The models that are saved and scored.</summary>
internal static class SavedModels
{
    private const int Members = 25;

    /// <summary>A network of three layers of 256, and an ensemble of 25: 15 boosted trees of 200 rounds, 5 networks of two layers of 128, 5 linear models.</summary>
    public static IReadOnlyList<(string Name, Func<MLContext, IDataView, ITransformer> Fit)> All { get; } =
    [
        ("network 3 x 256", (ml, train) => Features(ml).Append(ml.BinaryClassification.Trainers.DenseNetwork(options: new DenseNetworkOptions { HiddenLayers = [256, 256, 256], Epochs = 2 })).Fit(train)),
        ("ensemble of 25", (ml, train) => new EnsembleTransformer(
            PredictionTask.Binary, [.. Enumerable.Range(0, Members).Select(i => new EnsembleMember($"member {i}", 1, [Features(ml).Append(Trainer(ml, i)).Fit(train)]))], train)),
    ];

    private static IEstimator<ITransformer> Features(MLContext ml) =>
        ml.Transforms.Categorical.OneHotEncoding("PlanCodes", "Plan").Append(ml.Transforms.Concatenate("Features", "Numbers", "PlanCodes"));

    private static IEstimator<ITransformer> Trainer(MLContext ml, int member) => (member % 5) switch
    {
        0 => ml.BinaryClassification.Trainers.DenseNetwork(options: new DenseNetworkOptions { HiddenLayers = [128, 128], Epochs = 2, Seed = member }),
        1 => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l2Regularization: 1 + member),
        _ => ml.BinaryClassification.Trainers.BoostedTrees(options: new BoostedTreesOptions { Boosting = new BoostingOptions { Trees = 200, Seed = member } }),
    };
}
