using Microsoft.ML;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Data;

/// <summary>Schema shapes of trainers. ML.NET lets nobody else make shape columns, so a built-in trainer with the same output makes them.</summary>
internal static class TrainerShapes
{
    public static SchemaShape OutputSchema(PredictionTask task, TrainingColumns columns, SchemaShape input)
    {
        var context = new MLContext(0);
        return task switch
        {
            PredictionTask.Binary => context.BinaryClassification.Trainers.LbfgsLogisticRegression(columns.Label, columns.Features, columns.Weight).GetOutputSchema(input),
            PredictionTask.Multiclass => context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(columns.Label, columns.Features, columns.Weight).GetOutputSchema(input),
            _ => context.Regression.Trainers.LbfgsPoissonRegression(columns.Label, columns.Features, columns.Weight).GetOutputSchema(input),
        };
    }
}
