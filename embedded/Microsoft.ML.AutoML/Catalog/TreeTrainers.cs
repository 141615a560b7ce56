using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.AutoML;

/// <summary>
/// FastTree and FastForest from their sampled parameters.
/// </summary>
internal static class TreeTrainers
{
    // The trees' histograms hold one byte for a bin; the search space, which is the published one, goes up to 1,024.
    private const int BinLimit = 255;

    public static IEstimator<ITransformer> FastTreeBinary(MLContext context, FastTreeOption option)
        => context.BinaryClassification.Trainers.FastTree(Fill(new FastTreeBinaryTrainer.Options(), option));

    public static IEstimator<ITransformer> FastTreeOva(MLContext context, FastTreeOption option)
        => context.MulticlassClassification.Trainers.OneVersusAll(
            context.BinaryClassification.Trainers.FastTree(Fill(new FastTreeBinaryTrainer.Options(), option)), option.LabelColumnName);

    public static IEstimator<ITransformer> FastTreeRegression(MLContext context, FastTreeOption option)
        => context.Regression.Trainers.FastTree(Fill(new FastTreeRegressionTrainer.Options(), option));

    public static IEstimator<ITransformer> FastForestBinary(MLContext context, FastForestOption option)
        => context.BinaryClassification.Trainers.FastForest(Fill(new FastForestBinaryTrainer.Options(), option));

    public static IEstimator<ITransformer> FastForestOva(MLContext context, FastForestOption option)
        => context.MulticlassClassification.Trainers.OneVersusAll(
            context.BinaryClassification.Trainers.FastForest(Fill(new FastForestBinaryTrainer.Options(), option)), option.LabelColumnName);

    public static IEstimator<ITransformer> FastForestRegression(MLContext context, FastForestOption option)
        => context.Regression.Trainers.FastForest(Fill(new FastForestRegressionTrainer.Options(), option));

    private static TOptions Fill<TOptions>(TOptions options, FastTreeOption option)
        where TOptions : BoostedTreeOptions
    {
        options.NumberOfLeaves = option.NumberOfLeaves;
        options.NumberOfTrees = option.NumberOfTrees;
        options.MinimumExampleCountPerLeaf = option.MinimumExampleCountPerLeaf;
        options.MaximumBinCountPerFeature = Math.Min(option.MaximumBinCountPerFeature, BinLimit);
        options.FeatureFraction = option.FeatureFraction;
        options.LearningRate = option.LearningRate;
        options.LabelColumnName = option.LabelColumnName;
        options.FeatureColumnName = option.FeatureColumnName;
        options.ExampleWeightColumnName = option.ExampleWeightColumnName!;
        options.NumberOfThreads = TrainerThreads.Count;
        return options;
    }

    private static TOptions Fill<TOptions>(TOptions options, FastForestOption option)
        where TOptions : FastForestOptionsBase
    {
        options.NumberOfLeaves = option.NumberOfLeaves;
        options.NumberOfTrees = option.NumberOfTrees;
        options.FeatureFraction = option.FeatureFraction;
        options.LabelColumnName = option.LabelColumnName;
        options.FeatureColumnName = option.FeatureColumnName;
        options.ExampleWeightColumnName = option.ExampleWeightColumnName!;
        options.NumberOfThreads = TrainerThreads.Count;
        return options;
    }
}
