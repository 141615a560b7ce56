using Microsoft.ML.Calibrators;
using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>Logistic regression of two classes by dual coordinate ascent.</summary>
public sealed partial class SdcaLogisticRegressionBinaryTrainer : SdcaBinaryTrainerBase<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
{
    internal SdcaLogisticRegressionBinaryTrainer(MLContext context, Options options)
        : base(context, options)
    {
    }

    private protected override CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> TrainModel(TrainContext context)
    {
        BinaryLabels.CheckBothClasses(context);
        var fitted = Solve(SdcaLoss.Logistic, 0, Weigh(context.Training.Data));
        return CalibratedModels.Create(
            new LinearBinaryModelParameters(fitted.Weights, fitted.Biases[0]), new PlattCalibrator(-1, 0));
    }

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Binary(calibrated: true);
}
