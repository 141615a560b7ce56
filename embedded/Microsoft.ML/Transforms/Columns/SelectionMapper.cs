using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Some columns of a schema in some order.</summary>
internal sealed class SelectionMapper(DataViewSchema input, int[] sources) : IRowToRowMapper
{
    public DataViewSchema InputSchema => input;

    public DataViewSchema OutputSchema { get; } =
        DataViewSchema.Create(Array.ConvertAll(sources, source => new DataViewSchema.DetachedColumn(input[source])));

    public int Source(int column) => sources[column];

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        dependingColumns.Select(column => input[sources[column.Index]]).ToArray();

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SelectionRow(this, input, ActiveColumns.Flags(OutputSchema, activeColumns));
    }
}
