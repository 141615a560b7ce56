namespace Microsoft.ML.Data;

/// <summary>Adds PredictedLabel, a key with the label's values, and Score, a vector with one slot a class.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public sealed class MulticlassPredictionTransformer<TModel> : SingleFeaturePredictionTransformerBase<TModel>
    where TModel : class
{
    private readonly string _labelColumn;
    private readonly MulticlassScoreTask _task;

    internal MulticlassPredictionTransformer(TModel model, DataViewSchema trainSchema, string featureColumn, string labelColumn)
        : base(model, trainSchema, featureColumn)
    {
        _labelColumn = labelColumn;
        _task = new MulticlassScoreTask(ScoreModel, trainSchema.GetColumnOrNull(labelColumn));
    }

    internal override ScoreTask Task => _task;

    private protected override void SaveModel(ModelSaveContext ctx) => SaveCore(ctx, _labelColumn);
}
