using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>A prediction transformer that reads one vector of features.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public abstract class SingleFeaturePredictionTransformerBase<TModel> : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected SingleFeaturePredictionTransformerBase(TModel model, DataViewSchema trainSchema, string featureColumnName)
        : base(model, trainSchema)
    {
        FeatureColumnName = featureColumnName;
        FeatureColumnType = trainSchema.Find(featureColumnName, "feature").Type;
    }

    /// <summary>The column of features.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of the column of features in training.</summary>
    public DataViewType FeatureColumnType { get; }

    internal abstract ScoreTask Task { get; }

    private protected IScoreModel ScoreModel => (IScoreModel)(object)Model;

    /// <summary>The schema after <c>Transform</c>: the input's columns, then PredictedLabel, Score and Probability as far as the task has them.</summary>
    /// <param name="inputSchema">The schema before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of another type than in training.</exception>
    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var features = inputSchema.Find(FeatureColumnName, "feature");
        return features.Type.Equals(FeatureColumnType)
            ? Bind(inputSchema).OutputSchema
            : throw TrainingErrors.WrongType("feature", FeatureColumnName, FeatureColumnType.ToString()!, features.Type.ToString()!);
    }

    private protected sealed override ScoreBinding Bind(DataViewSchema inputSchema)
    {
        var features = inputSchema.Find(FeatureColumnName, "feature");
        if (!features.Type.Equals(FeatureColumnType))
        {
            throw new InvalidOperationException(
                $"Column '{FeatureColumnName}' is {features.Type}, but the model was trained on {FeatureColumnType}; prepare the rows with the pipeline fitted for training.");
        }

        return new ScoreBinding(inputSchema, features, Task);
    }

    /// <summary>Writes the columns and the model; <see cref="PredictorFile"/> reads them.</summary>
    private protected void SaveCore(ModelSaveContext ctx, string? labelColumn)
    {
        ctx.SetKind(PredictorFile.KindPrefix + ScoreModel.Kind);
        ctx.Writer.Write(FeatureColumnName);
        ctx.Writer.Write(labelColumn);
        SchemaFile.Write(ctx.Writer, PredictorFile.Reduce(TrainSchema, FeatureColumnName, labelColumn));
        ScoreModel.Write(ctx.Writer);
    }
}
