namespace Microsoft.ML.Data;

/// <summary>A model's score columns over one input schema.</summary>
internal sealed class ScoreBinding : IRowToRowMapper
{
    internal ScoreBinding(DataViewSchema inputSchema, DataViewSchema.Column features, ScoreTask task)
    {
        InputSchema = inputSchema;
        Features = features;
        Task = task;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumns(task.Columns(NextSetId(inputSchema)));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    internal DataViewSchema.Column Features { get; }

    internal ScoreTask Task { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new bool[InputSchema.Count];
        foreach (var column in dependingColumns)
        {
            needed[column.Index < InputSchema.Count ? column.Index : Features.Index] = true;
        }

        return InputSchema.Where(column => needed[column.Index]);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ScoredRow(input, this, ActiveColumns(activeColumns));
    }

    internal bool[] ActiveColumns(IEnumerable<DataViewSchema.Column> columns)
    {
        var active = new bool[OutputSchema.Count];
        foreach (var column in columns)
        {
            active[column.Index] = true;
        }

        return active;
    }

    internal bool IsScore(int column) => column >= InputSchema.Count;

    /// <summary>One more than the highest set number among the input's own score columns.</summary>
    private static uint NextSetId(DataViewSchema schema)
    {
        uint highest = 0;
        foreach (var column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.ScoreColumnSetId)?.Type.RawType == typeof(uint))
            {
                uint id = 0;
                column.Annotations.GetValue(AnnotationUtils.Kinds.ScoreColumnSetId, ref id);
                highest = Math.Max(highest, id);
            }
        }

        return highest + 1;
    }
}
