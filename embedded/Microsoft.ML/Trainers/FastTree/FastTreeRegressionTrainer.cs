using Microsoft.ML.Data;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Boosted trees for a number, grown on the squared error.</summary>
/// <remarks>J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29, 2001.</remarks>
public sealed partial class FastTreeRegressionTrainer
    : BoostingFastTreeTrainerBase<FastTreeRegressionTrainer.Options, RegressionPredictionTransformer<FastTreeRegressionModelParameters>, FastTreeRegressionModelParameters>
{
    internal FastTreeRegressionTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Regression)
    {
    }

    /// <summary>Trains; the validation rows are checked but change nothing, as this host has no early stopping rule for FastTree.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="validationData">Rows of the same columns.</param>
    public RegressionPredictionTransformer<FastTreeRegressionModelParameters> Fit(IDataView trainData, IDataView validationData)
        => TrainTransformer(trainData, validationData);

    private protected override FastTreeRegressionModelParameters TrainModel(TrainContext context)
        => new(Grow(BoostingLoss.SquaredError, context), context.Training.Data.Features.Columns);

    private protected override RegressionPredictionTransformer<FastTreeRegressionModelParameters> MakeTransformer(FastTreeRegressionModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Regression();
}
