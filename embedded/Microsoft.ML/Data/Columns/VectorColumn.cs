namespace Microsoft.ML.Data;

/// <summary>A column of vectors, dense or sparse, in a few large arrays.</summary>
internal sealed class VectorColumn<T> : ColumnStore
{
    private const int ChunkItems = 1 << 18;

    private readonly List<T[]> _values = [];
    private readonly List<int[]?> _indices = [];
    private Slice[] _slices = [];
    private int _count;
    private int _used;

    public override int Count => _count;

    public void Add(in VBuffer<T> vector)
    {
        if (_count == _slices.Length)
        {
            Array.Resize(ref _slices, (int)Math.Min(Math.Max(_count * 2L, 256L), Array.MaxLength));
        }

        var values = vector.GetValues();
        var indices = vector.GetIndices();
        Reserve(values.Length, !vector.IsDense);
        values.CopyTo(_values[^1].AsSpan(_used));
        if (!vector.IsDense)
        {
            indices.CopyTo(_indices[^1].AsSpan(_used));
        }

        _slices[_count++] = new Slice(_values.Count - 1, _used, values.Length, vector.Length);
        _used += values.Length;
    }

    /// <summary>Adds a dense vector.</summary>
    public void Add(ReadOnlySpan<T> vector)
    {
        if (_count == _slices.Length)
        {
            Array.Resize(ref _slices, (int)Math.Min(Math.Max(_count * 2L, 256L), Array.MaxLength));
        }

        Reserve(vector.Length, sparse: false);
        vector.CopyTo(_values[^1].AsSpan(_used));
        _slices[_count++] = new Slice(_values.Count - 1, _used, vector.Length, vector.Length);
        _used += vector.Length;
    }

    public override Delegate CreateGetter(RowPointer pointer) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> target) => Read(pointer.Row, ref target));

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

    private void Read(int row, ref VBuffer<T> target)
    {
        ref readonly var slice = ref _slices[row];
        var editor = VBufferEditor.Create(ref target, slice.Length, slice.Count);
        _values[slice.Chunk].AsSpan(slice.Offset, slice.Count).CopyTo(editor.Values);
        if (slice.Count < slice.Length)
        {
            _indices[slice.Chunk].AsSpan(slice.Offset, slice.Count).CopyTo(editor.Indices);
        }

        target = editor.Commit();
    }

    private void Reserve(int items, bool sparse)
    {
        if (_values.Count == 0 || items > _values[^1].Length - _used)
        {
            // Chunks grow with the column, so that a small one stays small.
            _values.Add(new T[Math.Max(items, Math.Min(ChunkItems, 1024 << Math.Min(_values.Count, 8)))]);
            _indices.Add(null);
            _used = 0;
        }

        if (sparse)
        {
            _indices[^1] ??= new int[_values[^1].Length];
        }
    }

    private readonly record struct Slice(int Chunk, int Offset, int Count, int Length);
}
