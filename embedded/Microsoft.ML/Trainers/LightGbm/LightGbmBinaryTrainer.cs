using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>LightGbm for two classes.</summary>
public sealed partial class LightGbmBinaryTrainer : LightGbmTrainerBase<
    LightGbmBinaryTrainer.Options,
    float,
    BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>>,
    CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>>
{
    internal LightGbmBinaryTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Binary)
    {
    }

    /// <summary>Trains, stopping by the validation rows when <c>EarlyStoppingRound</c> is set.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="validationData">The rows to stop by, with the same columns.</param>
    public BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>> Fit(IDataView trainData, IDataView validationData)
        => TrainTransformer(trainData, validationData);

    private protected override ValidationMetric? StoppingMetric(BoostingLoss loss) => GbmOptions.EvaluationMetric switch
    {
        Options.EvaluateMetricType.Error => ValidationMetric.Accuracy,
        Options.EvaluateMetricType.AreaUnderCurve => ValidationMetric.AreaUnderRocCurve,
        _ => null,
    };

    private protected override CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator> TrainModel(TrainContext context)
    {
        BinaryLabels.CheckBothClasses(context);
        var rows = ClassWeights.Apply(context.Training.Data, GbmOptions.UnbalancedSets, GbmOptions.WeightOfPositiveExamples);
        var ensemble = Grow(BoostingLoss.Logistic, 1, GbmOptions.Sigmoid, rows, context.Validation?.Data);
        return CalibratedModels.Create(
            new LightGbmBinaryModelParameters(ensemble, rows.Features.Columns), new PlattCalibrator(-GbmOptions.Sigmoid, 0));
    }

    private protected override BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>> MakeTransformer(
        CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator> model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Binary(calibrated: true);
}
