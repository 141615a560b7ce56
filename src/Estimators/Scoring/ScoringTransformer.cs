using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>A transformer that adds predictions to rows: it scores ahead of a cursor in batches, and single rows for a prediction engine.</summary>
public abstract class ScoringTransformer : ITransformer
{
    private protected ScoringTransformer()
    {
    }

    /// <summary>Always true: each row is predicted from itself alone.</summary>
    public bool IsRowToRowMapper => true;

    internal abstract ScoreColumns Columns { get; }

    /// <summary>Rows scored at once.</summary>
    internal virtual int BlockRows => ScoredDataView.MostRows;

    /// <summary>The schema after the transformer: the input's columns, then the predictions.</summary>
    /// <param name="inputSchema">The schema before.</param>
    /// <exception cref="ArgumentException">A column the model reads is not there or of another type; the message names it.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        InputColumns(inputSchema);
        return Columns.AddTo(inputSchema);
    }

    /// <summary>Adds the predictions to a data view; rows are scored when they are read.</summary>
    /// <param name="input">The rows.</param>
    /// <exception cref="ArgumentException">A column the model reads is not there or of another type; the message names it.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredDataView(this, input);
    }

    /// <summary>Maps single rows.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <exception cref="ArgumentException">A column the model reads is not there or of another type; the message names it.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new ScoredRowMapper(this, inputSchema);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        Save(ctx);
    }

    /// <summary>The columns the model reads, checked for presence and type.</summary>
    internal abstract IReadOnlyList<DataViewSchema.Column> InputColumns(DataViewSchema schema);

    /// <summary>Starts a pass over the data that gives predictions only.</summary>
    internal abstract IScoreSource OpenSource(IDataView input, Random? random);

    /// <summary>Binds to a row or cursor whose input columns are active.</summary>
    internal abstract IRowScorer BindRow(DataViewRow row);

    private protected abstract void Save(ModelSaveContext context);
}
