using Microsoft.ML.Data;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>LightGbm for a number, on the squared error.</summary>
public sealed partial class LightGbmRegressionTrainer : LightGbmTrainerBase<
    LightGbmRegressionTrainer.Options, float, RegressionPredictionTransformer<LightGbmRegressionModelParameters>, LightGbmRegressionModelParameters>
{
    internal LightGbmRegressionTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Regression)
    {
    }

    /// <summary>Trains, stopping by the validation rows when <c>EarlyStoppingRound</c> is set.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="validationData">The rows to stop by, with the same columns.</param>
    public RegressionPredictionTransformer<LightGbmRegressionModelParameters> Fit(IDataView trainData, IDataView validationData)
        => TrainTransformer(trainData, validationData);

    private protected override ValidationMetric? StoppingMetric(BoostingLoss loss)
        => GbmOptions.EvaluationMetric == Options.EvaluateMetricType.MeanAbsoluteError ? ValidationMetric.MeanAbsoluteError : null;

    private protected override LightGbmRegressionModelParameters TrainModel(TrainContext context)
        => new(Grow(BoostingLoss.SquaredError, 1, 1, context.Training.Data, context.Validation?.Data), context.Training.Data.Features.Columns);

    private protected override RegressionPredictionTransformer<LightGbmRegressionModelParameters> MakeTransformer(LightGbmRegressionModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Regression();
}
