using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.Trainers.LightGbm;

namespace Microsoft.ML.AutoML;

/// <summary>
/// LightGBM from its sampled parameters.
/// </summary>
internal static class LightGbmTrainers
{
    private const int BinLimit = 255;

    public static IEstimator<ITransformer> Binary(MLContext context, LgbmOption option)
        => context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfLeaves = option.NumberOfLeaves,
            NumberOfIterations = option.NumberOfTrees,
            MinimumExampleCountPerLeaf = option.MinimumExampleCountPerLeaf,
            LearningRate = option.LearningRate,
            MaximumBinCountPerFeature = Math.Min(option.MaximumBinCountPerFeature, BinLimit),
            Booster = Booster(option),
            LabelColumnName = option.LabelColumnName,
            FeatureColumnName = option.FeatureColumnName,
            ExampleWeightColumnName = option.ExampleWeightColumnName!,
            NumberOfThreads = TrainerThreads.Count,
        });

    public static IEstimator<ITransformer> Multiclass(MLContext context, LgbmOption option)
        => context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            NumberOfLeaves = option.NumberOfLeaves,
            NumberOfIterations = option.NumberOfTrees,
            MinimumExampleCountPerLeaf = option.MinimumExampleCountPerLeaf,
            LearningRate = option.LearningRate,
            MaximumBinCountPerFeature = Math.Min(option.MaximumBinCountPerFeature, BinLimit),
            Booster = Booster(option),
            LabelColumnName = option.LabelColumnName,
            FeatureColumnName = option.FeatureColumnName,
            ExampleWeightColumnName = option.ExampleWeightColumnName!,
            NumberOfThreads = TrainerThreads.Count,
        });

    public static IEstimator<ITransformer> Regression(MLContext context, LgbmOption option)
        => context.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            NumberOfLeaves = option.NumberOfLeaves,
            NumberOfIterations = option.NumberOfTrees,
            MinimumExampleCountPerLeaf = option.MinimumExampleCountPerLeaf,
            LearningRate = option.LearningRate,
            MaximumBinCountPerFeature = Math.Min(option.MaximumBinCountPerFeature, BinLimit),
            Booster = Booster(option),
            LabelColumnName = option.LabelColumnName,
            FeatureColumnName = option.FeatureColumnName,
            ExampleWeightColumnName = option.ExampleWeightColumnName!,
            NumberOfThreads = TrainerThreads.Count,
        });

    private static GradientBooster.Options Booster(LgbmOption option) => new()
    {
        SubsampleFraction = option.SubsampleFraction,
        FeatureFraction = option.FeatureFraction,
        L1Regularization = option.L1Regularization,
        L2Regularization = option.L2Regularization,
    };
}
