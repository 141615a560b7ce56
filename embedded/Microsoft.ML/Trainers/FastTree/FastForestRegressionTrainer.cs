using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A forest of trees for a number.</summary>
/// <remarks>L. Breiman, "Random forests", Machine Learning 45, 2001, with leaf-wise grown trees.</remarks>
public sealed partial class FastForestRegressionTrainer
    : RandomForestTrainerBase<FastForestRegressionTrainer.Options, RegressionPredictionTransformer<FastForestRegressionModelParameters>, FastForestRegressionModelParameters>
{
    internal FastForestRegressionTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Regression)
    {
    }

    /// <summary>Trains; the validation rows are checked but change nothing.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="validationData">Rows of the same columns.</param>
    public RegressionPredictionTransformer<FastForestRegressionModelParameters> Fit(IDataView trainData, IDataView validationData)
        => TrainTransformer(trainData, validationData);

    private protected override FastForestRegressionModelParameters TrainModel(TrainContext context)
        => new(Grow(context.Training.Data), context.Training.Data.Features.Columns);

    private protected override RegressionPredictionTransformer<FastForestRegressionModelParameters> MakeTransformer(FastForestRegressionModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Regression();
}
