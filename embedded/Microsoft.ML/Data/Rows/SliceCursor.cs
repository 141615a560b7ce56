namespace Microsoft.ML.Data;

/// <summary>A pass over some rows in a row; stops reading after the last.</summary>
internal sealed class SliceCursor(DataViewRowCursor input, long skip, long take) : DataViewRowCursor
{
    private long _skip = skip;
    private long _position = -1;
    private long _take = take;

    public override DataViewSchema Schema => input.Schema;

    public override long Position => _position;

    public override long Batch => input.Batch;

    public override bool MoveNext()
    {
        for (; _skip > 0; _skip--)
        {
            if (!input.MoveNext())
            {
                return End();
            }
        }

        if (_position + 1 >= _take || !input.MoveNext())
        {
            return End();
        }

        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => input.GetGetter<TValue>(column);

    private bool End()
    {
        _take = 0;
        _position = -1;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }
    }
}
