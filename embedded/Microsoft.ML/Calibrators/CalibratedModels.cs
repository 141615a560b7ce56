using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>Puts models and calibrators together.</summary>
internal static class CalibratedModels
{
    internal static ScoreCalibratedModelParametersBase<TSubModel, TCalibrator> Create<TSubModel, TCalibrator>(TSubModel model, TCalibrator calibrator)
        where TSubModel : class, IScoreModel, IFeatureWeights
        where TCalibrator : class, ICalibrator
        => model is LinearModelParameters
            ? new ParameterMixingCalibratedModelParameters<TSubModel, TCalibrator>(model, calibrator)
            : new FeatureWeightsCalibratedModelParameters<TSubModel, TCalibrator>(model, calibrator);

    /// <summary>The same for a calibrator whose type is not known.</summary>
    internal static IScoreModel CreateOfAny<TSubModel>(TSubModel model, ICalibrator calibrator)
        where TSubModel : class, IScoreModel, IFeatureWeights
        => calibrator switch
        {
            PlattCalibrator platt => Create(model, platt),
            IsotonicCalibrator isotonic => Create(model, isotonic),
            NaiveCalibrator naive => Create(model, naive),
            _ => throw new NotSupportedException($"Models have no form with a calibrator of type {calibrator.GetType()} in this host."),
        };

    /// <summary>The readers of one kind of model behind each kind of calibrator, by the kind of both.</summary>
    internal static void AddReaders<TSubModel>(Dictionary<string, Func<ModelReader, IScoreModel>> readers, string kind, Func<ModelReader, TSubModel> read)
        where TSubModel : class, IScoreModel, IFeatureWeights
    {
        readers[kind + CalibratorFile.PlattSuffix] = reader => Create(read(reader), CalibratorFile.ReadPlatt(reader));
        readers[kind + CalibratorFile.IsotonicSuffix] = reader => Create(read(reader), CalibratorFile.ReadIsotonic(reader));
        readers[kind + CalibratorFile.NaiveSuffix] = reader => Create(read(reader), CalibratorFile.ReadNaive(reader));
    }
}
