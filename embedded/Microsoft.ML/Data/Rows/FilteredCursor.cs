namespace Microsoft.ML.Data;

/// <summary>A pass over the rows that pass a test.</summary>
internal sealed class FilteredCursor(DataViewRowCursor input, RowTest rowTest, bool[] active) : DataViewRowCursor
{
    private readonly Func<bool> _test = rowTest.Bind(input);
    private long _position = -1;

    public override DataViewSchema Schema => input.Schema;

    public override long Position => _position;

    public override long Batch => input.Batch;

    public override bool MoveNext()
    {
        while (input.MoveNext())
        {
            if (_test())
            {
                _position++;
                return true;
            }
        }

        _position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        RowGetters.CheckActive(Schema, active, column);
        return input.GetGetter<TValue>(column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }
    }
}
