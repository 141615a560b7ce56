using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>Portable models of trainers that read one feature vector.</summary>
internal static class FeatureVectorModels
{
    private const string Features = "features";

    /// <summary>A model whose only raw column is the feature vector.</summary>
    public static PortableModel Make(PredictionTask task, PortablePredictor predictor, string featureColumn, ScoreColumns columns)
    {
        var classes = columns.Values?.Names ?? [.. Enumerable.Range(0, task == PredictionTask.Multiclass ? predictor.Outputs : 0).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        var label = new PortableLabel { Task = task, Classes = classes, ClassesAreNumbers = columns.Values?.AreNumbers ?? false };
        var featurizer = new PortableFeaturizer([new ConcatenateStep([featureColumn], featureColumn + "#" + Features)], featureColumn + "#" + Features);
        return new PortableModel([new PortableColumn(featureColumn, PortableColumnKind.Number, predictor.Inputs)], label, [new PortableMember(featurizer, predictor)]);
    }
}
