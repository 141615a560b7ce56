using Microsoft.ML.Trainers.FastTree;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Trees that give one raw score a class.</summary>
internal sealed class TreeClassesModel : IScoreModel
{
    internal const string ModelKind = "LightGbmClasses";
    private readonly TreeEnsembleModel _ensemble;

    internal TreeClassesModel(TreeEnsembleModel ensemble, int featureCount)
    {
        _ensemble = ensemble;
        FeatureCount = featureCount;
    }

    public int FeatureCount { get; }

    internal TreeEnsembleModel Ensemble => _ensemble;

    public int ScoreCount => _ensemble.Outputs;

    public bool PrefersBlocks => true;

    public string Kind => ModelKind;

    public void Score(ReadOnlySpan<float> features, Span<float> scores) => _ensemble.PredictRow(features, scores);

    public void Score(FloatMatrix rows, Span<float> scores, int threads) => _ensemble.Predict(rows, scores, threads);

    public void Write(ModelWriter writer)
    {
        writer.Write(FeatureCount);
        TreeEnsembleFile.Write(writer, _ensemble);
    }

    internal static TreeClassesModel Read(ModelReader reader)
    {
        var (featureCount, ensemble) = TreeEnsembleFile.Read(reader, severalClasses: true);
        return new TreeClassesModel(ensemble, featureCount);
    }
}
