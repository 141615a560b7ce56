namespace Microsoft.ML.Data;

/// <summary>Buffers vectors, each in arrays of its own that are filled again with every block.</summary>
internal sealed class VectorBlockColumn<T> : BlockColumn
{
    private readonly ValueGetter<VBuffer<T>> _getter;
    private VBuffer<T>[] _values = [];

    public VectorBlockColumn(DataViewRowCursor input, DataViewSchema.Column column) => _getter = input.GetGetter<VBuffer<T>>(column);

    internal override void Resize(int rows) => Array.Resize(ref _values, rows);

    internal override void Take(int row) => _getter(ref _values[row]);

    internal override Delegate Getter(BlockPlace place) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[place.Row].CopyTo(ref value));
}
