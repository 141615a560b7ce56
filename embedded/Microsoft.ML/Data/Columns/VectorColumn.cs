namespace Microsoft.ML.Data;

/// <summary>A column of vectors, dense or sparse.</summary>
internal sealed class VectorColumn<T> : ColumnStore
{
    private readonly List<VectorPart<T>> _parts = [];
    private readonly VectorPartBuilder<T> _open = new();

    public void Add(in VBuffer<T> vector)
    {
        _open.Add(vector);
        if (_open.Count >= PartArrays.MostValues || _open.Values >= PartArrays.MostValues * 4)
        {
            Seal();
        }
    }

    public override void Append(ColumnPart part)
    {
        _parts.Add((VectorPart<T>)part);
        Register(part.Count);
    }

    public override void Seal()
    {
        if (_open.Count > 0)
        {
            Append(_open.ToPart());
        }
    }

    public override Delegate CreateGetter(RowPointer pointer) => (ValueGetter<VBuffer<T>>)new Reader(this, pointer).Read;

    public override Action Fill(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return () =>
        {
            getter(ref value);
            Add(value);
        };
    }

    private sealed class Reader(VectorColumn<T> column, RowPointer pointer)
    {
        private VectorPart<T>? _part;
        private int _start;
        private int _count;

        public void Read(ref VBuffer<T> value)
        {
            var at = pointer.Row - _start;
            if ((uint)at >= (uint)_count)
            {
                _part = column._parts[column.PartOf(pointer.Row, out _start)];
                _count = _part.Count;
                at = pointer.Row - _start;
            }

            _part!.Read(at, ref value);
        }
    }
}
