using Microsoft.ML;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.BoostedTrees;

/// <summary>Trained boosted trees: adds Score, and Probability and PredictedLabel as ML.NET's own trainers do.</summary>
public sealed class BoostedTreesTransformer : FeatureVectorTransformer
{
    internal BoostedTreesTransformer(
        PredictionTask task, TreePredictor predictor, BoostedTreesHistory history, TrainingColumns columns, DataViewSchema trainSchema, ClassValues? values)
        : base(task, predictor, columns, trainSchema, values)
    {
        Trees = predictor.Trees;
        History = history;
    }

    /// <summary>The trees.</summary>
    public TreeEnsembleModel Trees { get; }

    /// <summary>How training went.</summary>
    public BoostedTreesHistory History { get; }

    /// <inheritdoc/>
    public override object Model => Trees;
}
