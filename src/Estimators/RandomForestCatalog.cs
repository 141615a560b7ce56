using Microsoft.ML;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.RandomForests;
using MLNetTuning.Trainers;

namespace MLNetTuning;

/// <summary>Random forests in ML.NET's catalogs of trainers.</summary>
public static class RandomForestCatalog
{
    /// <summary>A random forest, or extremely randomised trees, for two classes: adds PredictedLabel, Score (the log odds) and Probability.</summary>
    /// <param name="catalog">The trainers of <c>ml.BinaryClassification</c>.</param>
    /// <param name="labelColumnName">The label, Boolean.</param>
    /// <param name="featureColumnName">The features, a vector of Single; NaN stands for missing.</param>
    /// <param name="exampleWeightColumnName">The row weights, Single, or null for all 1.</param>
    /// <param name="options">The settings, or null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message lists all that are.</exception>
    public static RandomForestEstimator RandomForest(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        RandomForestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new RandomForestEstimator(PredictionTask.Binary, new TrainingColumns(labelColumnName, featureColumnName, exampleWeightColumnName), options);
    }

    /// <summary>A random forest, or extremely randomised trees, for several classes: adds PredictedLabel (a key with the label's values) and Score (one probability per class).</summary>
    /// <param name="catalog">The trainers of <c>ml.MulticlassClassification</c>.</param>
    /// <param name="labelColumnName">The label, a key.</param>
    /// <param name="featureColumnName">The features, a vector of Single; NaN stands for missing.</param>
    /// <param name="exampleWeightColumnName">The row weights, Single, or null for all 1.</param>
    /// <param name="options">The settings, or null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message lists all that are.</exception>
    public static RandomForestEstimator RandomForest(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        RandomForestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new RandomForestEstimator(PredictionTask.Multiclass, new TrainingColumns(labelColumnName, featureColumnName, exampleWeightColumnName), options);
    }

    /// <summary>A random forest, or extremely randomised trees, for a number: adds Score.</summary>
    /// <param name="catalog">The trainers of <c>ml.Regression</c>.</param>
    /// <param name="labelColumnName">The label, Single.</param>
    /// <param name="featureColumnName">The features, a vector of Single; NaN stands for missing.</param>
    /// <param name="exampleWeightColumnName">The row weights, Single, or null for all 1.</param>
    /// <param name="options">The settings, or null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message lists all that are.</exception>
    public static RandomForestEstimator RandomForest(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        RandomForestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new RandomForestEstimator(PredictionTask.Regression, new TrainingColumns(labelColumnName, featureColumnName, exampleWeightColumnName), options);
    }
}
