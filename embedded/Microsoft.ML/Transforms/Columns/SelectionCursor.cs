using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A cursor with columns selected.</summary>
internal sealed class SelectionCursor(SelectionMapper mapper, DataViewRowCursor input, bool[] active) : DataViewRowCursor
{
    private readonly SelectionRow _row = new(mapper, input, active);

    public override DataViewSchema Schema => _row.Schema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override bool MoveNext() => input.MoveNext();

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
