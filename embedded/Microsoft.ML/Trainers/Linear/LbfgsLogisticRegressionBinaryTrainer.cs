using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>Logistic regression of two classes.</summary>
public sealed partial class LbfgsLogisticRegressionBinaryTrainer : LbfgsTrainerBase<
    LbfgsLogisticRegressionBinaryTrainer.Options,
    BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>,
    CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
{
    internal LbfgsLogisticRegressionBinaryTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Binary)
    {
    }

    /// <summary>Trains from the weights of an earlier model on: sooner done when the rows are much the same.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="modelParameters">The model to start from, of one score; null starts from nothing.</param>
    /// <exception cref="ArgumentException">The model is of another number of features.</exception>
    public BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> Fit(IDataView trainData, LinearModelParameters modelParameters)
        => TrainTransformer(trainData, null, modelParameters?.ToLinearModel());

    private protected override CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> TrainModel(TrainContext context)
    {
        BinaryLabels.CheckBothClasses(context);
        var fitted = LogisticRegression.Fit(SolverOptions with { Start = context.Start }, context.Training.Data, context.Cancellation);
        return CalibratedModels.Create(
            new LinearBinaryModelParameters(fitted.Weights, fitted.Biases[0]), new PlattCalibrator(-1, 0));
    }

    private protected override BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> MakeTransformer(
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Binary(calibrated: true);
}
