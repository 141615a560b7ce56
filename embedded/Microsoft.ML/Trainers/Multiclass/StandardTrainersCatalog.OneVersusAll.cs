using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML;

public static partial class StandardTrainersCatalog
{
    /// <summary>One model of two classes for each of several classes, each to tell its class from all others.</summary>
    /// <typeparam name="TModel">The model of two classes.</typeparam>
    /// <param name="catalog">The multiclass trainers.</param>
    /// <param name="binaryEstimator">The trainer of two classes; its own label column is not used.</param>
    /// <param name="labelColumnName">The label, a key.</param>
    /// <param name="imputeMissingLabelsAsNegative">Whether a row without a label is an example against every class, rather than left out.</param>
    /// <param name="calibrator">How models without probabilities get them; null for Platt's sigmoid.</param>
    /// <param name="maximumCalibrationExampleCount">Most rows a calibrator is fitted to, 1 or more.</param>
    /// <param name="useProbabilities">Whether classes are compared by probability rather than by raw score.</param>
    /// <exception cref="ArgumentException">The estimator or calibrator is not one of this host's.</exception>
    public static OneVersusAllTrainer OneVersusAll<TModel>(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> binaryEstimator,
        string labelColumnName = DefaultColumnNames.Label,
        bool imputeMissingLabelsAsNegative = false,
        IEstimator<ISingleFeaturePredictionTransformer<ICalibrator>>? calibrator = null,
        int maximumCalibrationExampleCount = 1000000000,
        bool useProbabilities = true)
        where TModel : class
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(binaryEstimator);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumCalibrationExampleCount, 1);
        if (binaryEstimator is not IPartTrainer trainer)
        {
            throw new ArgumentException($"{binaryEstimator.GetType()} is not a trainer of two classes of this library; give one of BinaryClassification.Trainers.", nameof(binaryEstimator));
        }

        var calibratorTrainer = calibrator switch
        {
            null => null,
            IHaveCalibratorTrainer known => known.CalibratorTrainer,
            _ => throw new ArgumentException($"{calibrator.GetType()} is not a calibrator of this library; give one of BinaryClassification.Calibrators.", nameof(calibrator)),
        };
        var settings = new OneVersusAllSettings(imputeMissingLabelsAsNegative, calibratorTrainer, maximumCalibrationExampleCount, useProbabilities);
        return new OneVersusAllTrainer(trainer, binaryEstimator.Info, labelColumnName, settings);
    }
}
