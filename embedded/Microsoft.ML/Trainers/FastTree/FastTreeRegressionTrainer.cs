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

    /// <summary>Trains, stopping by the validation rows when <c>EarlyStoppingRule</c> or <c>EnablePruning</c> is set.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="validationData">The rows to stop by, with the same columns.</param>
    public RegressionPredictionTransformer<FastTreeRegressionModelParameters> Fit(IDataView trainData, IDataView validationData)
        => TrainTransformer(trainData, validationData);

    private protected override FastTreeRegressionModelParameters TrainModel(TrainContext context)
    {
        // With dropout the trees that stay are shrunk by their number instead.
        var options = GrowingOptions with
        {
            Loss = BoostingLoss.SquaredError,
            LearningRate = TreeOptions.DropoutRate > 0 ? 1 : TreeOptions.LearningRate * TreeOptions.Shrinkage,
        };
        return new(Grow(options, context, TreeStopping.Norm(TreeOptions.EarlyStoppingMetric)), context.Training.Data.Features.Columns);
    }

    private protected override RegressionPredictionTransformer<FastTreeRegressionModelParameters> MakeTransformer(FastTreeRegressionModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Regression();
}
