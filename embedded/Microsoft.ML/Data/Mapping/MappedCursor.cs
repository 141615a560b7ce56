namespace Microsoft.ML.Data;

/// <summary>A cursor with the columns of a row mapper added.</summary>
internal sealed class MappedCursor(ColumnBindings bindings, RowMapper mapper, DataViewRowCursor input, bool[] active) : DataViewRowCursor, IFeatureRow
{
    private readonly MappedRow _row = new(bindings, mapper, input, active);

    public override DataViewSchema Schema => bindings.Schema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override bool MoveNext() => input.MoveNext();

    public FeatureSource? FindFeatures(DataViewSchema.Column column) => _row.FindFeatures(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _row.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _row.Dispose();
        }
    }
}
