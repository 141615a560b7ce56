using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>One of the columns that are joined: a scalar or a vector.</summary>
internal sealed class ConcatenatePart<T>
{
    private readonly ValueGetter<T>? _scalar;
    private readonly ValueGetter<VBuffer<T>>? _vector;
    private readonly string _name;
    private readonly int _size;
    private T _value = default!;
    private VBuffer<T> _values;

    public ConcatenatePart(DataViewRow row, DataViewSchema.Column column)
    {
        _name = column.Name;
        _size = column.Type.ValueCount();
        if (column.Type is VectorDataViewType)
        {
            _vector = row.GetGetter<VBuffer<T>>(column);
        }
        else
        {
            _scalar = row.GetGetter<T>(column);
        }
    }

    public int Length { get; private set; } = 1;

    /// <summary>Number of explicit items.</summary>
    public int Count { get; private set; } = 1;

    public void Read()
    {
        if (_vector is null)
        {
            _scalar!(ref _value);
            return;
        }

        _vector(ref _values);
        if (_size != 0 && _values.Length != _size)
        {
            throw new InvalidOperationException($"Column '{_name}': expected {_size} slots, but got {_values.Length}");
        }

        Length = _values.Length;
        Count = _values.GetValues().Length;
    }

    public void CopyTo(Span<T> target)
    {
        if (_vector is null)
        {
            target[0] = _value;
        }
        else
        {
            _values.CopyTo(target[..Length]);
        }
    }

    public void CopyExplicit(Span<T> values, Span<int> indices, int offset)
    {
        if (_vector is null)
        {
            values[0] = _value;
            indices[0] = offset;
            return;
        }

        _values.GetValues().CopyTo(values);
        var places = _values.GetIndices();
        for (var i = 0; i < Count; i++)
        {
            indices[i] = offset + (_values.IsDense ? i : places[i]);
        }
    }
}
