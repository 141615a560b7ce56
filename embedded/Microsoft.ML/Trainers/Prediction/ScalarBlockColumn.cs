namespace Microsoft.ML.Data;

/// <summary>Buffers values that are copied by assignment.</summary>
internal sealed class ScalarBlockColumn<T> : BlockColumn
{
    private readonly ValueGetter<T> _getter;
    private T[] _values = [];

    public ScalarBlockColumn(DataViewRowCursor input, DataViewSchema.Column column) => _getter = input.GetGetter<T>(column);

    internal override void Resize(int rows) => Array.Resize(ref _values, rows);

    internal override void Take(int row) => _getter(ref _values[row]);

    internal override Delegate Getter(BlockPlace place) => (ValueGetter<T>)((ref T value) => value = _values[place.Row]);
}
