namespace Microsoft.ML.Data;

/// <summary>A column of single values in one array.</summary>
internal sealed class ScalarColumn<T> : ColumnStore
{
    private T[] _values = [];
    private int _count;

    public ScalarColumn()
    {
    }

    public ScalarColumn(T[] values)
    {
        _values = values;
        _count = values.Length;
    }

    public override int Count => _count;

    public ReadOnlySpan<T> Values => _values.AsSpan(0, _count);

    public void Add(T value)
    {
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, (int)Math.Min(Math.Max(_count * 2L, 1024L), Array.MaxLength));
        }

        _values[_count++] = value;
    }

    public override Delegate CreateGetter(RowPointer pointer)
    {
        var values = _values;
        return (ValueGetter<T>)((ref T value) => value = values[pointer.Row]);
    }

    public override Action Fill(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            Add(value);
        };
    }
}
