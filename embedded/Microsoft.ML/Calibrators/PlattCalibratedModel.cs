using Microsoft.ML.Trainers;
using MLNetTuning.Trainers;

namespace Microsoft.ML.Calibrators;

/// <summary>A model that gives one score, with a sigmoid behind it.</summary>
internal sealed class PlattCalibratedModel<TSubModel> : CalibratedModelParametersBase<TSubModel, PlattCalibrator>, IScoreModel
    where TSubModel : class, IScoreModel
{
    internal PlattCalibratedModel(TSubModel subModel, PlattCalibrator calibrator)
        : base(subModel, calibrator)
    {
    }

    public int FeatureCount => SubModel.FeatureCount;

    public int ScoreCount => 1;

    public bool PrefersBlocks => SubModel.PrefersBlocks;

    public string Kind => SubModel.Kind + PredictorFile.PlattSuffix;

    public void Score(ReadOnlySpan<float> features, Span<float> scores) => SubModel.Score(features, scores);

    public void Score(FloatMatrix rows, Span<float> scores, int threads) => SubModel.Score(rows, scores, threads);

    public void Write(ModelWriter writer)
    {
        SubModel.Write(writer);
        writer.Write(Calibrator.Slope);
        writer.Write(Calibrator.Offset);
    }

    internal static PlattCalibratedModel<TSubModel> Read(ModelReader reader, Func<ModelReader, TSubModel> readSubModel)
    {
        var subModel = readSubModel(reader);
        return new PlattCalibratedModel<TSubModel>(subModel, new PlattCalibrator(reader.ReadDouble(), reader.ReadDouble()));
    }
}
