namespace Microsoft.ML.Data;

/// <summary>A row mapper for single rows.</summary>
internal sealed class BoundRowMapper(RowMapper mapper) : IRowToRowMapper
{
    private readonly ColumnBindings _bindings = new(mapper.InputSchema, mapper.CreateColumns());

    public DataViewSchema InputSchema => mapper.InputSchema;

    public DataViewSchema OutputSchema => _bindings.Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        _bindings.Needed(ActiveColumns.Flags(OutputSchema, dependingColumns), mapper);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedRow(_bindings, mapper, input, ActiveColumns.Flags(OutputSchema, activeColumns));
    }
}
