namespace Microsoft.ML.Data;

/// <summary>Adds Score.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public sealed class RegressionPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    private readonly RegressionScoreTask _task;

    internal RegressionPredictionTransformer(TModel model, DataViewSchema trainSchema, string featureColumn)
        : base(model, trainSchema, featureColumn)
        => _task = new RegressionScoreTask(ScoreModel);

    internal override ScoreTask Task => _task;

    private protected override void SaveModel(ModelSaveContext ctx) => SaveCore(ctx, null);
}
