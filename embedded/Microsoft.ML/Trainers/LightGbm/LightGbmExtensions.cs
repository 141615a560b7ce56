using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace Microsoft.ML;

/// <summary>The LightGbm trainers.</summary>
public static class LightGbmExtensions
{
    /// <summary>LightGbm for a number.</summary>
    /// <param name="catalog">The regression trainers.</param>
    /// <param name="labelColumnName">The label, a Single.</param>
    /// <param name="featureColumnName">The features, a vector of Single.</param>
    /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
    /// <param name="numberOfLeaves">Most leaves of a tree, 2 or more; null: by the number of rows.</param>
    /// <param name="minimumExampleCountPerLeaf">Fewest training rows in a leaf, 1 or more; null: by the number of rows.</param>
    /// <param name="learningRate">Step taken with each tree, above 0; null: by the number of rows.</param>
    /// <param name="numberOfIterations">Number of rounds, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static LightGbmRegressionTrainer LightGbm(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int? numberOfLeaves = null,
        int? minimumExampleCountPerLeaf = null,
        double? learningRate = null,
        int numberOfIterations = Defaults.NumberOfIterations)
        => catalog.LightGbm(new LightGbmRegressionTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName!,
            NumberOfLeaves = numberOfLeaves,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
            LearningRate = learningRate,
            NumberOfIterations = numberOfIterations,
        });

    /// <summary>LightGbm for a number.</summary>
    /// <param name="catalog">The regression trainers.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static LightGbmRegressionTrainer LightGbm(this RegressionCatalog.RegressionTrainers catalog, LightGbmRegressionTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new LightGbmRegressionTrainer(catalog.Context, options);
    }

    /// <summary>LightGbm for two classes.</summary>
    /// <param name="catalog">The binary trainers.</param>
    /// <param name="labelColumnName">The label, a Boolean.</param>
    /// <param name="featureColumnName">The features, a vector of Single.</param>
    /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
    /// <param name="numberOfLeaves">Most leaves of a tree, 2 or more; null: by the number of rows.</param>
    /// <param name="minimumExampleCountPerLeaf">Fewest training rows in a leaf, 1 or more; null: by the number of rows.</param>
    /// <param name="learningRate">Step taken with each tree, above 0; null: by the number of rows.</param>
    /// <param name="numberOfIterations">Number of rounds, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static LightGbmBinaryTrainer LightGbm(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int? numberOfLeaves = null,
        int? minimumExampleCountPerLeaf = null,
        double? learningRate = null,
        int numberOfIterations = Defaults.NumberOfIterations)
        => catalog.LightGbm(new LightGbmBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName!,
            NumberOfLeaves = numberOfLeaves,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
            LearningRate = learningRate,
            NumberOfIterations = numberOfIterations,
        });

    /// <summary>LightGbm for two classes.</summary>
    /// <param name="catalog">The binary trainers.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static LightGbmBinaryTrainer LightGbm(this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, LightGbmBinaryTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new LightGbmBinaryTrainer(catalog.Context, options);
    }

    /// <summary>LightGbm for several classes.</summary>
    /// <param name="catalog">The multiclass trainers.</param>
    /// <param name="labelColumnName">The label, a key.</param>
    /// <param name="featureColumnName">The features, a vector of Single.</param>
    /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
    /// <param name="numberOfLeaves">Most leaves of a tree, 2 or more; null: by the number of rows.</param>
    /// <param name="minimumExampleCountPerLeaf">Fewest training rows in a leaf, 1 or more; null: by the number of rows.</param>
    /// <param name="learningRate">Step taken with each tree, above 0; null: by the number of rows.</param>
    /// <param name="numberOfIterations">Number of rounds, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static LightGbmMulticlassTrainer LightGbm(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int? numberOfLeaves = null,
        int? minimumExampleCountPerLeaf = null,
        double? learningRate = null,
        int numberOfIterations = Defaults.NumberOfIterations)
        => catalog.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName!,
            NumberOfLeaves = numberOfLeaves,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
            LearningRate = learningRate,
            NumberOfIterations = numberOfIterations,
        });

    /// <summary>LightGbm for several classes.</summary>
    /// <param name="catalog">The multiclass trainers.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static LightGbmMulticlassTrainer LightGbm(this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, LightGbmMulticlassTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new LightGbmMulticlassTrainer(catalog.Context, options);
    }
}
