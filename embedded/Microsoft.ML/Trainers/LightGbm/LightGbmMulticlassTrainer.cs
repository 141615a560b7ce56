using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>LightGbm for several classes: below 50,000 rows one model a class, each against the rest; else one model on the softmax loss.</summary>
public sealed partial class LightGbmMulticlassTrainer : LightGbmTrainerBase<
    LightGbmMulticlassTrainer.Options, VBuffer<float>, MulticlassPredictionTransformer<OneVersusAllModelParameters>, OneVersusAllModelParameters>
{
    private const int RowsForSoftmax = 50_000;

    internal LightGbmMulticlassTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Multiclass)
    {
    }

    /// <summary>Trains, stopping by the validation rows when <c>EarlyStoppingRound</c> is set.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="validationData">The rows to stop by, with the same columns.</param>
    public MulticlassPredictionTransformer<OneVersusAllModelParameters> Fit(IDataView trainData, IDataView validationData)
        => TrainTransformer(trainData, validationData);

    private protected override ValidationMetric? StoppingMetric(BoostingLoss loss)
        => GbmOptions.EvaluationMetric == Options.EvaluateMetricType.Error ? ValidationMetric.Accuracy : null;

    private protected override OneVersusAllModelParameters TrainModel(TrainContext context)
    {
        var classes = MulticlassLabels.Count(context);
        return GbmOptions.UseSoftmax ?? context.Training.Count >= RowsForSoftmax ? TrainSoftmax(context, classes) : TrainEachClass(context, classes);
    }

    private protected override MulticlassPredictionTransformer<OneVersusAllModelParameters> MakeTransformer(OneVersusAllModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema)
        => TrainerOutputs.Multiclass(inputSchema.Find(LabelColumn.Name, "label"));

    private OneVersusAllModelParameters TrainSoftmax(TrainContext context, int classes)
    {
        var rows = context.Training.Data;
        var ensemble = Grow(BoostingLoss.Softmax, classes, 1, rows, context.Validation?.Data);
        return new OneVersusAllModelParameters(OutputFormula.Softmax, [new TreeClassesModel(ensemble, rows.Features.Columns)]);
    }

    private OneVersusAllModelParameters TrainEachClass(TrainContext context, int classes)
    {
        var parts = new IScoreModel[classes];
        for (var k = 0; k < classes; k++)
        {
            var rows = MulticlassLabels.OneAgainstRest(context.Training.Data, k);
            if (!MulticlassLabels.HasBoth(rows))
            {
                parts[k] = ConstantModel.Create(rows);
                continue;
            }

            var validation = context.Validation is null ? null : MulticlassLabels.OneAgainstRest(context.Validation.Data, k);
            var weighed = ClassWeights.Apply(rows, GbmOptions.UnbalancedSets, 1);
            var ensemble = Grow(BoostingLoss.Logistic, classes, GbmOptions.Sigmoid, weighed, validation);
            parts[k] = CalibratedModels.Create(
                new LightGbmBinaryModelParameters(ensemble, rows.Features.Columns), new PlattCalibrator(-GbmOptions.Sigmoid, 0));
        }

        return new OneVersusAllModelParameters(OutputFormula.ProbabilityNormalization, parts);
    }
}
