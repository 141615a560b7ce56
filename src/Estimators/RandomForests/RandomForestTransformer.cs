using Microsoft.ML;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.RandomForests;

/// <summary>A grown forest: adds Score, and Probability and PredictedLabel as ML.NET's own trainers do.</summary>
public sealed class RandomForestTransformer : FeatureVectorTransformer
{
    internal RandomForestTransformer(PredictionTask task, TreePredictor predictor, TrainingColumns columns, DataViewSchema trainSchema, ClassValues? values)
        : base(task, predictor, columns, trainSchema, values) => Trees = predictor.Trees;

    /// <summary>The trees.</summary>
    public TreeEnsembleModel Trees { get; }

    /// <inheritdoc/>
    public override object Model => Trees;
}
