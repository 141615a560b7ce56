using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Linear trainers from their sampled parameters.
/// </summary>
internal static class LinearTrainers
{
    public static IEstimator<ITransformer> LbfgsBinary(MLContext context, LbfgsOption option)
        => context.BinaryClassification.Trainers.LbfgsLogisticRegression(Logistic(option));

    public static IEstimator<ITransformer> LbfgsOva(MLContext context, LbfgsOption option)
        => context.MulticlassClassification.Trainers.OneVersusAll(
            context.BinaryClassification.Trainers.LbfgsLogisticRegression(Logistic(option)), option.LabelColumnName);

    public static IEstimator<ITransformer> LbfgsMulticlass(MLContext context, LbfgsOption option)
        => context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = option.L1Regularization,
            L2Regularization = option.L2Regularization,
            LabelColumnName = option.LabelColumnName,
            FeatureColumnName = option.FeatureColumnName,
            ExampleWeightColumnName = option.ExampleWeightColumnName!,
            NumberOfThreads = TrainerThreads.Count,
        });

    public static IEstimator<ITransformer> Poisson(MLContext context, LbfgsOption option)
        => context.Regression.Trainers.LbfgsPoissonRegression(new LbfgsPoissonRegressionTrainer.Options
        {
            L1Regularization = option.L1Regularization,
            L2Regularization = option.L2Regularization,
            LabelColumnName = option.LabelColumnName,
            FeatureColumnName = option.FeatureColumnName,
            ExampleWeightColumnName = option.ExampleWeightColumnName!,
            NumberOfThreads = TrainerThreads.Count,
        });

    public static IEstimator<ITransformer> SdcaBinary(MLContext context, SdcaOption option)
        => context.BinaryClassification.Trainers.SdcaLogisticRegression(Logistic(option));

    public static IEstimator<ITransformer> SdcaOva(MLContext context, SdcaOption option)
        => context.MulticlassClassification.Trainers.OneVersusAll(
            context.BinaryClassification.Trainers.SdcaLogisticRegression(Logistic(option)), option.LabelColumnName);

    public static IEstimator<ITransformer> SdcaMulticlass(MLContext context, SdcaOption option)
        => context.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = option.L1Regularization,
            L2Regularization = option.L2Regularization,
            LabelColumnName = option.LabelColumnName,
            FeatureColumnName = option.FeatureColumnName,
            ExampleWeightColumnName = option.ExampleWeightColumnName!,
        });

    public static IEstimator<ITransformer> SdcaRegression(MLContext context, SdcaOption option)
        => context.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
        {
            L1Regularization = option.L1Regularization,
            L2Regularization = option.L2Regularization,
            LabelColumnName = option.LabelColumnName,
            FeatureColumnName = option.FeatureColumnName,
            ExampleWeightColumnName = option.ExampleWeightColumnName!,
        });

    private static LbfgsLogisticRegressionBinaryTrainer.Options Logistic(LbfgsOption option) => new()
    {
        L1Regularization = option.L1Regularization,
        L2Regularization = option.L2Regularization,
        LabelColumnName = option.LabelColumnName,
        FeatureColumnName = option.FeatureColumnName,
        ExampleWeightColumnName = option.ExampleWeightColumnName!,
        NumberOfThreads = TrainerThreads.Count,
    };

    private static SdcaLogisticRegressionBinaryTrainer.Options Logistic(SdcaOption option) => new()
    {
        L1Regularization = option.L1Regularization,
        L2Regularization = option.L2Regularization,
        LabelColumnName = option.LabelColumnName,
        FeatureColumnName = option.FeatureColumnName,
        ExampleWeightColumnName = option.ExampleWeightColumnName!,
    };
}
