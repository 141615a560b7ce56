using Microsoft.ML.Data;
using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>Linear regression on the squared error by dual coordinate ascent.</summary>
public sealed partial class SdcaRegressionTrainer
    : SdcaTrainerBase<SdcaRegressionTrainer.Options, RegressionPredictionTransformer<LinearRegressionModelParameters>, LinearRegressionModelParameters>
{
    internal SdcaRegressionTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Regression)
    {
        if (options.LossFunction is not (null or SquaredLoss))
        {
            throw new NotSupportedException(
                $"The loss {options.LossFunction.GetType()} is asked for; the embedded host's Sdca regression minimises SquaredLoss only. Leave it out, or run on the ML.NET packages.");
        }
    }

    private protected override LinearRegressionModelParameters TrainModel(TrainContext context)
    {
        var rows = context.Training.Data;
        var fitted = Solve(SdcaLoss.Squared, 0, rows, DefaultL2(rows.Rows));
        return new LinearRegressionModelParameters(fitted.Weights, fitted.Biases[0]);
    }

    private protected override RegressionPredictionTransformer<LinearRegressionModelParameters> MakeTransformer(LinearRegressionModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Regression();

    private static double DefaultL2(int rows) => rows > 10_000 ? 1e-4 : rows < 200 ? 1e-2 : 1e-3;
}
