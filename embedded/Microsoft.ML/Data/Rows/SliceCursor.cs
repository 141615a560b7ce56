namespace Microsoft.ML.Data;

/// <summary>A pass over some rows in a row; stops reading after the last.</summary>
internal sealed class SliceCursor(DataViewRowCursor input, long skip, long take) : DataViewRowCursor
{
    private long _skip = skip;
    private long _position = -1;

    public override DataViewSchema Schema => input.Schema;

    public override long Position => _position;

    public override long Batch => input.Batch;

    public override bool MoveNext()
    {
        for (; _skip > 0; _skip--)
        {
            if (!input.MoveNext())
            {
                return false;
            }
        }

        if (_position + 1 >= take || !input.MoveNext())
        {
            return false;
        }

        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

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
