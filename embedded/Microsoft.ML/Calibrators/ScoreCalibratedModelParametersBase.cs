using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MLNetTuning.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>A model that gives one score, with a calibrator behind it.</summary>
internal abstract class ScoreCalibratedModelParametersBase<TSubModel, TCalibrator> : CalibratedModelParametersBase<TSubModel, TCalibrator>, IScoreModel, IFeatureWeights
    where TSubModel : class, IScoreModel, IFeatureWeights
    where TCalibrator : class, ICalibrator
{
    private protected ScoreCalibratedModelParametersBase(TSubModel subModel, TCalibrator calibrator)
        : base(subModel, calibrator)
    {
    }

    public int FeatureCount => SubModel.FeatureCount;

    public int ScoreCount => 1;

    public bool PrefersBlocks => SubModel.PrefersBlocks;

    public string Kind => SubModel.Kind + CalibratorFile.Suffix(Calibrator);

    public void GetFeatureWeights(ref VBuffer<float> weights) => SubModel.GetFeatureWeights(ref weights);

    public void Score(ReadOnlySpan<float> features, Span<float> scores) => SubModel.Score(features, scores);

    public void Score(FloatMatrix rows, Span<float> scores, int threads) => SubModel.Score(rows, scores, threads);

    public void Write(ModelWriter writer)
    {
        SubModel.Write(writer);
        CalibratorFile.Write(writer, Calibrator);
    }
}
