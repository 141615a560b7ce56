using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Explanations of predictions.</summary>
public static class ExplainabilityCatalog
{
    private const int DefaultContributions = 10;

    /// <summary>Adds what each feature contributed to the score of a row, in the column FeatureContributions.</summary>
    /// <param name="catalog">The transforms.</param>
    /// <param name="predictionTransformer">The trained predictor: a linear model or trees of one score.</param>
    /// <param name="numberOfPositiveContributions">Most contributions above 0 told, the largest, 0 or more; the rest are 0. Default 10.</param>
    /// <param name="numberOfNegativeContributions">Most contributions below 0 told, the largest, 0 or more; the rest are 0. Default 10.</param>
    /// <param name="normalize">Whether they are divided by the largest size among them. Default true.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 0.</exception>
    public static FeatureContributionCalculatingEstimator CalculateFeatureContribution(
        this TransformsCatalog catalog,
        ISingleFeaturePredictionTransformer<ICalculateFeatureContribution> predictionTransformer,
        int numberOfPositiveContributions = DefaultContributions,
        int numberOfNegativeContributions = DefaultContributions,
        bool normalize = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(predictionTransformer);
        return new FeatureContributionCalculatingEstimator(
            predictionTransformer.Model, predictionTransformer.FeatureColumnName, Top(numberOfPositiveContributions, numberOfNegativeContributions, normalize));
    }

    /// <summary>Adds what each feature contributed to the score of a row, before the calibrator, in the column FeatureContributions.</summary>
    /// <typeparam name="TModelParameters">The model that gives the score.</typeparam>
    /// <typeparam name="TCalibrator">The calibrator behind it.</typeparam>
    /// <param name="catalog">The transforms.</param>
    /// <param name="predictionTransformer">The trained predictor: a linear model or trees of one score, with a calibrator.</param>
    /// <param name="numberOfPositiveContributions">Most contributions above 0 told, the largest, 0 or more; the rest are 0. Default 10.</param>
    /// <param name="numberOfNegativeContributions">Most contributions below 0 told, the largest, 0 or more; the rest are 0. Default 10.</param>
    /// <param name="normalize">Whether they are divided by the largest size among them. Default true.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 0.</exception>
    public static FeatureContributionCalculatingEstimator CalculateFeatureContribution<TModelParameters, TCalibrator>(
        this TransformsCatalog catalog,
        ISingleFeaturePredictionTransformer<CalibratedModelParametersBase<TModelParameters, TCalibrator>> predictionTransformer,
        int numberOfPositiveContributions = DefaultContributions,
        int numberOfNegativeContributions = DefaultContributions,
        bool normalize = true)
        where TModelParameters : class, ICalculateFeatureContribution
        where TCalibrator : class, ICalibrator
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(predictionTransformer);
        return new FeatureContributionCalculatingEstimator(
            predictionTransformer.Model.SubModel, predictionTransformer.FeatureColumnName, Top(numberOfPositiveContributions, numberOfNegativeContributions, normalize));
    }

    private static TopContributions Top(int numberOfPositiveContributions, int numberOfNegativeContributions, bool normalize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfPositiveContributions);
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfNegativeContributions);
        return new TopContributions(numberOfPositiveContributions, numberOfNegativeContributions, normalize);
    }
}
