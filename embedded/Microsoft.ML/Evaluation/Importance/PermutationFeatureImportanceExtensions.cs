using System.Collections.Immutable;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How much each feature matters to a trained model: the metrics after its values were exchanged among the rows, less those before.</summary>
public static class PermutationFeatureImportanceExtensions
{
    /// <summary>The importance of each slot of the features.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="catalog">The catalog, whose context gives the seed.</param>
    /// <param name="predictionTransformer">The trained predictor.</param>
    /// <param name="data">Rows with the label and the features as the predictor reads them; test rows tell more than training rows.</param>
    /// <param name="labelColumnName">The label, a Single.</param>
    /// <param name="useFeatureWeightFilter">Whether features that the model's own weights show to be unused are not permuted; their differences are 0.</param>
    /// <param name="numberOfExamplesToUse">Most rows permuted, 1 or more; null for all.</param>
    /// <param name="permutationCount">How often each feature is permuted, 1 or more.</param>
    /// <returns>One entry a slot; empty when there are no rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or a number is out of its range.</exception>
    public static ImmutableArray<RegressionMetricsStatistics> PermutationFeatureImportance<TModel>(
        this RegressionCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Importance(catalog, new PermutationPlan(data, labelColumnName, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount))
            .Measure(predictionTransformer, static () => new RegressionMetricsStatistics());
    }

    /// <summary>The importance of each feature by name.</summary>
    /// <param name="catalog">The catalog, whose context gives the seed.</param>
    /// <param name="model">The trained predictor, or a chain with one.</param>
    /// <param name="data">Rows with the label and the features as the predictor reads them: what comes out of the steps before it.</param>
    /// <param name="labelColumnName">The label, a Single.</param>
    /// <param name="useFeatureWeightFilter">Whether features that the model's own weights show to be unused are not permuted; their differences are 0.</param>
    /// <param name="numberOfExamplesToUse">Most rows permuted, 1 or more; null for all.</param>
    /// <param name="permutationCount">How often each feature is permuted, 1 or more.</param>
    /// <returns>One entry a slot of the features, by the slot's name, or as "Slot 0" where there is none; empty when there are no rows.</returns>
    /// <exception cref="ArgumentException">The model holds no predictor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or a number is out of its range.</exception>
    public static ImmutableDictionary<string, RegressionMetricsStatistics> PermutationFeatureImportance(
        this RegressionCatalog catalog,
        ITransformer model,
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Importance(catalog, new PermutationPlan(data, labelColumnName, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount))
            .MeasureByName(model, static () => new RegressionMetricsStatistics());
    }

    /// <summary>The importance of each slot of the features.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="catalog">The catalog, whose context gives the seed.</param>
    /// <param name="predictionTransformer">The trained predictor.</param>
    /// <param name="data">Rows with the label and the features as the predictor reads them; test rows tell more than training rows.</param>
    /// <param name="labelColumnName">The label, a Boolean.</param>
    /// <param name="useFeatureWeightFilter">Whether features that the model's own weights show to be unused are not permuted; their differences are 0.</param>
    /// <param name="numberOfExamplesToUse">Most rows permuted, 1 or more; null for all.</param>
    /// <param name="permutationCount">How often each feature is permuted, 1 or more.</param>
    /// <returns>One entry a slot; empty when there are no rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or a number is out of its range.</exception>
    public static ImmutableArray<BinaryClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this BinaryClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Importance(catalog, new PermutationPlan(data, labelColumnName, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount))
            .Measure(predictionTransformer, static () => new BinaryClassificationMetricsStatistics());
    }

    /// <summary>The importance of each feature by name.</summary>
    /// <param name="catalog">The catalog, whose context gives the seed.</param>
    /// <param name="model">The trained predictor, or a chain with one.</param>
    /// <param name="data">Rows with the label and the features as the predictor reads them: what comes out of the steps before it.</param>
    /// <param name="labelColumnName">The label, a Boolean.</param>
    /// <param name="useFeatureWeightFilter">Whether features that the model's own weights show to be unused are not permuted; their differences are 0.</param>
    /// <param name="numberOfExamplesToUse">Most rows permuted, 1 or more; null for all.</param>
    /// <param name="permutationCount">How often each feature is permuted, 1 or more.</param>
    /// <returns>One entry a slot of the features, by the slot's name, or as "Slot 0" where there is none; empty when there are no rows.</returns>
    /// <exception cref="ArgumentException">The model holds no predictor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or a number is out of its range.</exception>
    public static ImmutableDictionary<string, BinaryClassificationMetricsStatistics> PermutationFeatureImportanceNonCalibrated(
        this BinaryClassificationCatalog catalog,
        ITransformer model,
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Importance(catalog, new PermutationPlan(data, labelColumnName, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount))
            .MeasureByName(model, static () => new BinaryClassificationMetricsStatistics());
    }

    /// <summary>The importance of each slot of the features.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="catalog">The catalog, whose context gives the seed.</param>
    /// <param name="predictionTransformer">The trained predictor.</param>
    /// <param name="data">Rows with the label and the features as the predictor reads them; test rows tell more than training rows.</param>
    /// <param name="labelColumnName">The label, a key.</param>
    /// <param name="useFeatureWeightFilter">Whether features that the model's own weights show to be unused are not permuted; their differences are 0.</param>
    /// <param name="numberOfExamplesToUse">Most rows permuted, 1 or more; null for all.</param>
    /// <param name="permutationCount">How often each feature is permuted, 1 or more.</param>
    /// <returns>One entry a slot; empty when there are no rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or a number is out of its range.</exception>
    public static ImmutableArray<MulticlassClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this MulticlassClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Importance(catalog, new PermutationPlan(data, labelColumnName, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount))
            .Measure(predictionTransformer, static () => new MulticlassClassificationMetricsStatistics());
    }

    /// <summary>The importance of each feature by name.</summary>
    /// <param name="catalog">The catalog, whose context gives the seed.</param>
    /// <param name="model">The trained predictor, or a chain with one.</param>
    /// <param name="data">Rows with the label and the features as the predictor reads them: what comes out of the steps before it.</param>
    /// <param name="labelColumnName">The label, a key.</param>
    /// <param name="useFeatureWeightFilter">Whether features that the model's own weights show to be unused are not permuted; their differences are 0.</param>
    /// <param name="numberOfExamplesToUse">Most rows permuted, 1 or more; null for all.</param>
    /// <param name="permutationCount">How often each feature is permuted, 1 or more.</param>
    /// <returns>One entry a slot of the features, by the slot's name, or as "Slot 0" where there is none; empty when there are no rows.</returns>
    /// <exception cref="ArgumentException">The model holds no predictor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type, or a number is out of its range.</exception>
    public static ImmutableDictionary<string, MulticlassClassificationMetricsStatistics> PermutationFeatureImportance(
        this MulticlassClassificationCatalog catalog,
        ITransformer model,
        IDataView data,
        string labelColumnName = DefaultColumnNames.Label,
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Importance(catalog, new PermutationPlan(data, labelColumnName, useFeatureWeightFilter, numberOfExamplesToUse, permutationCount))
            .MeasureByName(model, static () => new MulticlassClassificationMetricsStatistics());
    }

    private static PermutationImportance<RegressionMetrics, RegressionMetricsStatistics> Importance(RegressionCatalog catalog, PermutationPlan plan)
        => new(catalog.Context, plan, scored => catalog.Evaluate(scored, plan.LabelColumn));

    private static PermutationImportance<BinaryClassificationMetrics, BinaryClassificationMetricsStatistics> Importance(BinaryClassificationCatalog catalog, PermutationPlan plan)
        => new(catalog.Context, plan, scored => catalog.EvaluateNonCalibrated(scored, plan.LabelColumn));

    private static PermutationImportance<MulticlassClassificationMetrics, MulticlassClassificationMetricsStatistics> Importance(MulticlassClassificationCatalog catalog, PermutationPlan plan)
        => new(catalog.Context, plan, scored => catalog.Evaluate(scored, plan.LabelColumn));
}
