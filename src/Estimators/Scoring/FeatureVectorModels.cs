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
    public static PortableModel Make(PredictionTask task, PortablePredictor predictor, string featureColumn, ScoreColumns columns) =>
        Make(task, [(predictor, 1, 0)], null, featureColumn, columns);

    /// <summary>A model of several members whose only raw column is the feature vector.</summary>
    public static PortableModel Make(
        PredictionTask task, IReadOnlyList<(PortablePredictor Predictor, float Weight, int Group)> members, PortablePredictor? combiner, string featureColumn, ScoreColumns columns)
    {
        var predictor = members[0].Predictor;
        var classes = columns.Values?.Names ?? [.. Enumerable.Range(0, task == PredictionTask.Multiclass ? predictor.Outputs : 0).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        var label = new PortableLabel { Task = task, Classes = classes, ClassesAreNumbers = columns.Values?.AreNumbers ?? false };
        var featurizer = new PortableFeaturizer([new ConcatenateStep([featureColumn], featureColumn + "#" + Features)], featureColumn + "#" + Features);
        return new PortableModel([new PortableColumn(featureColumn, PortableColumnKind.Number, predictor.Inputs)], label,
            [.. members.Select(member => new PortableMember(featurizer, member.Predictor, member.Weight, null, member.Group))], combiner);
    }
}
