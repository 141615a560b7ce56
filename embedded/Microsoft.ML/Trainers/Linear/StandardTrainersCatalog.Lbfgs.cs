using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML;

/// <summary>The linear trainers, and one against all.</summary>
public static partial class StandardTrainersCatalog
{
    /// <summary>Logistic regression of two classes, by L-BFGS.</summary>
    /// <param name="catalog">The binary trainers.</param>
    /// <param name="labelColumnName">The label, a Boolean.</param>
    /// <param name="featureColumnName">The features, a vector of Single; best of similar size.</param>
    /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
    /// <param name="l1Regularization">L1 penalty, 0 or more.</param>
    /// <param name="l2Regularization">L2 penalty, 0 or more.</param>
    /// <param name="optimizationTolerance">Relative improvement below which it ends, above 0.</param>
    /// <param name="historySize">Number of past steps remembered, 1 or more.</param>
    /// <param name="enforceNonNegativity">Has to be false in this host.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="NotSupportedException"><paramref name="enforceNonNegativity"/> is true.</exception>
    public static LbfgsLogisticRegressionBinaryTrainer LbfgsLogisticRegression(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        float l1Regularization = LbfgsDefaults.L1Regularization,
        float l2Regularization = LbfgsDefaults.L2Regularization,
        float optimizationTolerance = LbfgsDefaults.OptimizationTolerance,
        int historySize = LbfgsDefaults.HistorySize,
        bool enforceNonNegativity = false)
    {
        LbfgsDefaults.RefuseNonNegativity(enforceNonNegativity);
        return catalog.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName!,
            L1Regularization = l1Regularization,
            L2Regularization = l2Regularization,
            OptimizationTolerance = optimizationTolerance,
            HistorySize = historySize,
        });
    }

    /// <summary>Logistic regression of two classes, by L-BFGS.</summary>
    /// <param name="catalog">The binary trainers.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static LbfgsLogisticRegressionBinaryTrainer LbfgsLogisticRegression(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, LbfgsLogisticRegressionBinaryTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new LbfgsLogisticRegressionBinaryTrainer(catalog.Context, options);
    }

    /// <summary>Poisson regression, by L-BFGS.</summary>
    /// <param name="catalog">The regression trainers.</param>
    /// <param name="labelColumnName">The label, a Single.</param>
    /// <param name="featureColumnName">The features, a vector of Single; best of similar size.</param>
    /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
    /// <param name="l1Regularization">L1 penalty, 0 or more.</param>
    /// <param name="l2Regularization">L2 penalty, 0 or more.</param>
    /// <param name="optimizationTolerance">Relative improvement below which it ends, above 0.</param>
    /// <param name="historySize">Number of past steps remembered, 1 or more.</param>
    /// <param name="enforceNonNegativity">Has to be false in this host.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="NotSupportedException"><paramref name="enforceNonNegativity"/> is true.</exception>
    public static LbfgsPoissonRegressionTrainer LbfgsPoissonRegression(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        float l1Regularization = LbfgsDefaults.L1Regularization,
        float l2Regularization = LbfgsDefaults.L2Regularization,
        float optimizationTolerance = LbfgsDefaults.OptimizationTolerance,
        int historySize = LbfgsDefaults.HistorySize,
        bool enforceNonNegativity = false)
    {
        LbfgsDefaults.RefuseNonNegativity(enforceNonNegativity);
        return catalog.LbfgsPoissonRegression(new LbfgsPoissonRegressionTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName!,
            L1Regularization = l1Regularization,
            L2Regularization = l2Regularization,
            OptimizationTolerance = optimizationTolerance,
            HistorySize = historySize,
        });
    }

    /// <summary>Poisson regression, by L-BFGS.</summary>
    /// <param name="catalog">The regression trainers.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static LbfgsPoissonRegressionTrainer LbfgsPoissonRegression(this RegressionCatalog.RegressionTrainers catalog, LbfgsPoissonRegressionTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new LbfgsPoissonRegressionTrainer(catalog.Context, options);
    }

    /// <summary>Logistic regression of several classes, by L-BFGS.</summary>
    /// <param name="catalog">The multiclass trainers.</param>
    /// <param name="labelColumnName">The label, a key.</param>
    /// <param name="featureColumnName">The features, a vector of Single; best of similar size.</param>
    /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
    /// <param name="l1Regularization">L1 penalty, 0 or more.</param>
    /// <param name="l2Regularization">L2 penalty, 0 or more.</param>
    /// <param name="optimizationTolerance">Relative improvement below which it ends, above 0.</param>
    /// <param name="historySize">Number of past steps remembered, 1 or more.</param>
    /// <param name="enforceNonNegativity">Has to be false in this host.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="NotSupportedException"><paramref name="enforceNonNegativity"/> is true.</exception>
    public static LbfgsMaximumEntropyMulticlassTrainer LbfgsMaximumEntropy(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        float l1Regularization = LbfgsDefaults.L1Regularization,
        float l2Regularization = LbfgsDefaults.L2Regularization,
        float optimizationTolerance = LbfgsDefaults.OptimizationTolerance,
        int historySize = LbfgsDefaults.HistorySize,
        bool enforceNonNegativity = false)
    {
        LbfgsDefaults.RefuseNonNegativity(enforceNonNegativity);
        return catalog.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName!,
            L1Regularization = l1Regularization,
            L2Regularization = l2Regularization,
            OptimizationTolerance = optimizationTolerance,
            HistorySize = historySize,
        });
    }

    /// <summary>Logistic regression of several classes, by L-BFGS.</summary>
    /// <param name="catalog">The multiclass trainers.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static LbfgsMaximumEntropyMulticlassTrainer LbfgsMaximumEntropy(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, LbfgsMaximumEntropyMulticlassTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new LbfgsMaximumEntropyMulticlassTrainer(catalog.Context, options);
    }
}
