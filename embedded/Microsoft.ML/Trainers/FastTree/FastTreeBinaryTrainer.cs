using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Boosted trees for two classes, grown on the logistic loss.</summary>
/// <remarks>
/// J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29, 2001. The score is the log odds
/// divided by twice the learning rate, and the calibrator's slope undoes that, as in ML.NET.
/// </remarks>
public sealed partial class FastTreeBinaryTrainer : BoostingFastTreeTrainerBase<
    FastTreeBinaryTrainer.Options,
    BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>,
    CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>
{
    internal FastTreeBinaryTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Binary)
    {
    }

    /// <summary>Trains, stopping by the share of errors among the validation rows when <c>EarlyStoppingRule</c> or <c>EnablePruning</c> is set.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="validationData">The rows to stop by, with the same columns.</param>
    public BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> Fit(IDataView trainData, IDataView validationData)
        => TrainTransformer(trainData, validationData);

    private protected override CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator> TrainModel(TrainContext context)
    {
        BinaryLabels.CheckBothClasses(context);
        var slope = 2 * TreeOptions.LearningRate;
        var options = GrowingOptions with
        {
            Loss = BoostingLoss.Logistic,
            MaxLeafValue = TreeOptions.MaximumTreeOutput * slope,
            BalanceClasses = TreeOptions.UnbalancedSets,
        };
        var ensemble = TreeGrowing.Scale(Grow(options, context, TreeStopping.ErrorRate), 1 / slope);
        return CalibratedModels.Create(
            new FastTreeBinaryModelParameters(ensemble, context.Training.Data.Features.Columns), new PlattCalibrator(-slope, 0));
    }

    private protected override BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> MakeTransformer(
        CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator> model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Binary(calibrated: true);
}
