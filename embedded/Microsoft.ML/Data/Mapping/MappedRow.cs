namespace Microsoft.ML.Data;

/// <summary>A row with the columns of a row mapper added.</summary>
internal sealed class MappedRow : DataViewRow, IFeatureRow
{
    private readonly ColumnBindings _bindings;
    private readonly RowMapper _mapper;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly Delegate?[] _getters;

    public MappedRow(ColumnBindings bindings, RowMapper mapper, DataViewRow input, bool[] active)
    {
        _bindings = bindings;
        _mapper = mapper;
        _input = input;
        _active = active;
        _getters = mapper.CreateGetters(input, bindings.ActiveAdded(active));
    }

    public override DataViewSchema Schema => _bindings.Schema;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public FeatureSource? FindFeatures(DataViewSchema.Column column)
    {
        var index = RowGetters.CheckActive(Schema, _active, column);
        var source = _bindings.Source(index);
        return source >= 0 ? FeatureSource.Create(_input, _input.Schema[source]) : _mapper.CreateFeatures(_input, ~source);
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var index = RowGetters.CheckActive(Schema, _active, column);
        var source = _bindings.Source(index);
        return source >= 0
            ? _input.GetGetter<TValue>(_input.Schema[source])
            : RowGetters.Cast<TValue>(_getters[~source]!, Schema[index]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
        }
    }
}
