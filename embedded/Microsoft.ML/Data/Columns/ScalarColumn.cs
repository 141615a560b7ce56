namespace Microsoft.ML.Data;

/// <summary>A column of single values.</summary>
internal sealed class ScalarColumn<T> : ColumnStore
{
    private readonly List<T[]> _parts = [];
    private T[] _open = [];
    private int _used;

    public void Add(T value)
    {
        if (_used == _open.Length)
        {
            Seal();
            _open = PartArrays.New<T>(PartArrays.NextLength(Count));
        }

        _open[_used++] = value;
    }

    public override void Append(ColumnPart part)
    {
        var values = ((ScalarPart<T>)part).Values;
        _parts.Add(values);
        Register(values.Length);
    }

    public override void Seal()
    {
        if (_used > 0)
        {
            var part = _open;
            if (_used < part.Length)
            {
                part = PartArrays.New<T>(_used);
                _open.AsSpan(0, _used).CopyTo(part);
            }

            Append(new ScalarPart<T>(part));
        }

        _open = [];
        _used = 0;
    }

    public override object GetRuns(bool distinct) => new ArrayRuns<T>(_parts);

    public override Delegate CreateGetter(RowPointer pointer) => (ValueGetter<T>)new Reader(this, pointer).Read;

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

    /// <summary>Remembers the part last read, where the next row most often is too.</summary>
    private sealed class Reader(ScalarColumn<T> column, RowPointer pointer)
    {
        private T[] _values = [];
        private int _start;

        public void Read(ref T value)
        {
            var values = _values;
            var at = pointer.Row - _start;
            if ((uint)at >= (uint)values.Length)
            {
                values = _values = column._parts[column.PartOf(pointer.Row, out _start)];
                at = pointer.Row - _start;
            }

            value = values[at];
        }
    }
}
