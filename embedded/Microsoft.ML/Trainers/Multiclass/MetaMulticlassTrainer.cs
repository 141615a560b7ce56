namespace Microsoft.ML.Trainers;

/// <summary>Base of the trainers that make a classifier of several classes out of trainers of two.</summary>
/// <typeparam name="TTransformer">The transformer that predicts.</typeparam>
/// <typeparam name="TModel">The model inside it.</typeparam>
public abstract class MetaMulticlassTrainer<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected MetaMulticlassTrainer(TrainerInfo info, string labelColumnName)
    {
        Info = info;
        LabelColumn = TrainerColumns.Label(labelColumnName, LabelKind.Multiclass);
    }

    /// <summary>What the inner trainer wants of its data.</summary>
    public TrainerInfo Info { get; }

    private protected SchemaShape.Column LabelColumn { get; }

    /// <summary>The schema after the transformer, as far as it is known without data.</summary>
    /// <param name="inputSchema">The schema before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label is missing or not a key.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        TrainerColumns.Check(inputSchema, LabelColumn, "label");
        return inputSchema.With(TrainerOutputs.Multiclass(inputSchema.Find(LabelColumn.Name, "label"), keyValuesLast: true));
    }

    /// <summary>Trains on the rows of a data view.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>A transformer that adds the predictions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    /// <exception cref="InvalidOperationException">The rows cannot be learnt from, for example because there is none.</exception>
    public abstract TTransformer Fit(IDataView input);
}
