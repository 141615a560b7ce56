namespace Microsoft.ML.Data;

/// <summary>A pass over sampled rows: copies of one row have ids of their own.</summary>
/// <param name="input">The rows, copies included.</param>
/// <param name="copies">Which copy every row is, from 0.</param>
internal sealed class SampledCursor(DataViewRowCursor input, int[] copies) : DataViewRowCursor
{
    public override DataViewSchema Schema => input.Schema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override bool MoveNext() => input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter()
    {
        var getter = input.GetIdGetter();
        return (ref DataViewRowId id) =>
        {
            getter(ref id);
            id = new DataViewRowId(id.Low, id.High + ((ulong)copies[input.Position] << 32));
        };
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => input.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }
    }
}
