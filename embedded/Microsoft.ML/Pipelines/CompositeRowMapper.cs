namespace Microsoft.ML.Data;

/// <summary>Row mappers applied one after another.</summary>
internal sealed class CompositeRowMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers) : IRowToRowMapper
{
    public DataViewSchema InputSchema => inputSchema;

    public DataViewSchema OutputSchema => mappers.Length == 0 ? inputSchema : mappers[^1].OutputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        mappers.Reverse().Aggregate(dependingColumns, static (columns, mapper) => mapper.GetDependencies(columns).ToArray());

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var active = new DataViewSchema.Column[mappers.Length][];
        var columns = activeColumns.ToArray();
        for (var i = mappers.Length - 1; i >= 0; i--)
        {
            active[i] = columns;
            columns = mappers[i].GetDependencies(columns).ToArray();
        }

        var row = input;
        for (var i = 0; i < mappers.Length; i++)
        {
            row = mappers[i].GetRow(row, active[i]);
        }

        return row;
    }
}
