namespace Microsoft.ML.Data;

/// <summary>A transformer that adds a trained model's predictions.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>, IDisposable
    where TModel : class
{
    private protected PredictionTransformerBase(TModel model, DataViewSchema trainSchema)
    {
        Model = model;
        TrainSchema = trainSchema;
    }

    /// <summary>The trained model.</summary>
    public TModel Model { get; }

    bool ITransformer.IsRowToRowMapper => true;

    internal DataViewSchema TrainSchema { get; }

    /// <summary>The schema after <see cref="Transform"/>: the input's columns, then PredictedLabel, Score and Probability as far as the task has them.</summary>
    /// <param name="inputSchema">The schema before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of another type than in training.</exception>
    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>Adds the predictions, computed as rows are read.</summary>
    /// <param name="input">The rows to predict.</param>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or of another type than in training.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredDataView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Bind(inputSchema);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    /// <summary>Releases what the model holds; managed models hold nothing.</summary>
    public void Dispose()
    {
        (Model as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract ScoreBinding Bind(DataViewSchema inputSchema);

    private protected abstract void SaveModel(ModelSaveContext ctx);
}
