using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML;

public static partial class StandardTrainersCatalog
{
    /// <summary>Linear regression by dual coordinate ascent.</summary>
    /// <param name="catalog">The regression trainers.</param>
    /// <param name="labelColumnName">The label, a Single.</param>
    /// <param name="featureColumnName">The features, a vector of Single; best of similar size.</param>
    /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
    /// <param name="lossFunction">What is minimised: null or a <see cref="SquaredLoss"/>.</param>
    /// <param name="l2Regularization">L2 penalty, 0 or more; null: by the number of rows.</param>
    /// <param name="l1Regularization">L1 threshold, 0 or more; null: by the number of features.</param>
    /// <param name="maximumNumberOfIterations">Most passes over the rows, 1 or more; null: by the number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static SdcaRegressionTrainer Sdca(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        ISupportSdcaRegressionLoss? lossFunction = null,
        float? l2Regularization = null,
        float? l1Regularization = null,
        int? maximumNumberOfIterations = null)
        => catalog.Sdca(new SdcaRegressionTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName!,
            LossFunction = lossFunction!,
            L2Regularization = l2Regularization,
            L1Regularization = l1Regularization,
            MaximumNumberOfIterations = maximumNumberOfIterations,
        });

    /// <summary>Linear regression by dual coordinate ascent.</summary>
    /// <param name="catalog">The regression trainers.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static SdcaRegressionTrainer Sdca(this RegressionCatalog.RegressionTrainers catalog, SdcaRegressionTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new SdcaRegressionTrainer(catalog.Context, options);
    }

    /// <summary>Logistic regression of two classes by dual coordinate ascent.</summary>
    /// <param name="catalog">The binary trainers.</param>
    /// <param name="labelColumnName">The label, a Boolean.</param>
    /// <param name="featureColumnName">The features, a vector of Single; best of similar size.</param>
    /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
    /// <param name="l2Regularization">L2 penalty, 0 or more; null: by the number of rows.</param>
    /// <param name="l1Regularization">L1 threshold, 0 or more; null: by the number of features.</param>
    /// <param name="maximumNumberOfIterations">Most passes over the rows, 1 or more; null: by the number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static SdcaLogisticRegressionBinaryTrainer SdcaLogisticRegression(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        float? l2Regularization = null,
        float? l1Regularization = null,
        int? maximumNumberOfIterations = null)
        => catalog.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName!,
            L2Regularization = l2Regularization,
            L1Regularization = l1Regularization,
            MaximumNumberOfIterations = maximumNumberOfIterations,
        });

    /// <summary>Logistic regression of two classes by dual coordinate ascent.</summary>
    /// <param name="catalog">The binary trainers.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static SdcaLogisticRegressionBinaryTrainer SdcaLogisticRegression(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, SdcaLogisticRegressionBinaryTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new SdcaLogisticRegressionBinaryTrainer(catalog.Context, options);
    }

    /// <summary>Logistic regression of several classes by dual coordinate ascent.</summary>
    /// <param name="catalog">The multiclass trainers.</param>
    /// <param name="labelColumnName">The label, a key.</param>
    /// <param name="featureColumnName">The features, a vector of Single; best of similar size.</param>
    /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
    /// <param name="l2Regularization">L2 penalty, 0 or more; null: by the number of rows.</param>
    /// <param name="l1Regularization">L1 threshold, 0 or more; null: by the number of features.</param>
    /// <param name="maximumNumberOfIterations">Most passes over the rows, 1 or more; null: by the number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static SdcaMaximumEntropyMulticlassTrainer SdcaMaximumEntropy(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        float? l2Regularization = null,
        float? l1Regularization = null,
        int? maximumNumberOfIterations = null)
        => catalog.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName!,
            L2Regularization = l2Regularization,
            L1Regularization = l1Regularization,
            MaximumNumberOfIterations = maximumNumberOfIterations,
        });

    /// <summary>Logistic regression of several classes by dual coordinate ascent.</summary>
    /// <param name="catalog">The multiclass trainers.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static SdcaMaximumEntropyMulticlassTrainer SdcaMaximumEntropy(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, SdcaMaximumEntropyMulticlassTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new SdcaMaximumEntropyMulticlassTrainer(catalog.Context, options);
    }
}
