using Microsoft.ML.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>A calibrated model of trees.</summary>
internal sealed class FeatureWeightsCalibratedModelParameters<TSubModel, TCalibrator>(TSubModel subModel, TCalibrator calibrator)
    : ScoreCalibratedModelParametersBase<TSubModel, TCalibrator>(subModel, calibrator)
    where TSubModel : class, IScoreModel, IFeatureWeights
    where TCalibrator : class, ICalibrator;
