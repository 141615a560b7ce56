using Microsoft.ML.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>A calibrated linear model.</summary>
internal sealed class ParameterMixingCalibratedModelParameters<TSubModel, TCalibrator>(TSubModel subModel, TCalibrator calibrator)
    : ScoreCalibratedModelParametersBase<TSubModel, TCalibrator>(subModel, calibrator)
    where TSubModel : class, IScoreModel, IFeatureWeights
    where TCalibrator : class, ICalibrator;
