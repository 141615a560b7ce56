namespace Microsoft.ML.Data;

/// <summary>Collects vectors into a part.</summary>
internal sealed class VectorPartBuilder<T>
{
    private T[] _values = [];
    private int[]? _indices;
    private VectorPlace[] _rows = [];
    private int _used;
    private int _size = -1;
    private bool _uniform = true;

    /// <summary>Number of vectors.</summary>
    public int Count { get; private set; }

    /// <summary>Number of explicit values.</summary>
    public int Values => _used;

    public void Add(in VBuffer<T> vector) => Add(vector.Length, vector.GetValues(), vector.GetIndices());

    /// <summary>Adds a vector.</summary>
    /// <param name="length">Number of slots.</param>
    /// <param name="values">The explicit values: all when there are as many as slots.</param>
    /// <param name="indices">Their slots; not read for a dense vector.</param>
    public void Add(int length, ReadOnlySpan<T> values, ReadOnlySpan<int> indices)
    {
        Reserve(values.Length);
        values.CopyTo(_values.AsSpan(_used));
        if (values.Length < length)
        {
            if (_indices is null || _indices.Length < _values.Length)
            {
                Array.Resize(ref _indices, _values.Length);
            }

            indices[..values.Length].CopyTo(_indices.AsSpan(_used));
        }

        _size = _size < 0 ? length : _size;
        _uniform &= values.Length == length && length == _size;
        _rows[Count++] = new VectorPlace(_used, values.Length, length);
        _used += values.Length;
    }

    /// <summary>The part, in arrays of exactly its size; this builder is empty again.</summary>
    public VectorPart<T> ToPart()
    {
        var values = PartArrays.New<T>(_used);
        _values.AsSpan(0, _used).CopyTo(values);
        var part = new VectorPart<T>(
            values,
            _indices?.AsSpan(0, Math.Min(_used, _indices.Length)).ToArray(),
            _uniform ? null : _rows.AsSpan(0, Count).ToArray(),
            _size,
            Count);
        (_used, Count, _size, _uniform, _indices) = (0, 0, -1, true, null);
        return part;
    }

    private void Reserve(int items)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Math.Max(64, Count * 2));
        }

        if (_used + items > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(checked(_used + items), (int)Math.Min(_values.Length * 2L, Array.MaxLength)));
        }
    }
}
