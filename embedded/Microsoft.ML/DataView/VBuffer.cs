namespace Microsoft.ML.Data;

/// <summary>A vector value, dense or sparse, whose arrays are reused from row to row.</summary>
/// <typeparam name="T">The item type.</typeparam>
public readonly struct VBuffer<T>
{
    /// <summary>Number of items, explicit or not.</summary>
    public readonly int Length;

    private readonly T[]? _values;
    private readonly int[]? _indices;
    private readonly int _count;

    /// <summary>Wraps arrays without copying.</summary>
    /// <param name="length">Number of items, 0 or more.</param>
    /// <param name="values">The items; at least <paramref name="length"/> of them.</param>
    /// <param name="indices">Kept as a spare buffer, not read; may be null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or more than the values.</exception>
    public VBuffer(int length, T[] values, int[]? indices = null)
    {
        if (length < 0 || length > (values?.Length ?? 0))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, $"The length is between 0 and the {values?.Length ?? 0} values given.");
        }

        Length = length;
        _values = values;
        _count = length;
        _indices = indices;
    }

    /// <summary>Wraps arrays without copying; sparse when <paramref name="count"/> is less than <paramref name="length"/>.</summary>
    /// <param name="length">Number of items, 0 or more.</param>
    /// <param name="count">Number of explicit items.</param>
    /// <param name="values">The explicit items.</param>
    /// <param name="indices">Where the explicit items sit, ascending; not read when dense.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count does not fit the length or the arrays.</exception>
    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (count < 0 || count > length || count > (values?.Length ?? 0) || (count < length && count > (indices?.Length ?? 0)))
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The count is between 0 and the length {length}, and covered by the arrays given.");
        }

        Length = length;
        _values = values;
        _count = count;
        _indices = indices;
    }

    /// <summary>Whether every item is explicit.</summary>
    public bool IsDense => _count == Length;

    /// <summary>The explicit items.</summary>
    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    /// <summary>Where the explicit items sit; empty when dense.</summary>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    /// <summary>Copies into a dense vector, default values included.</summary>
    /// <param name="destination">Receives the copy; its arrays are reused where they are large enough.</param>
    public void CopyToDense(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length);
        if (IsDense)
        {
            GetValues().CopyTo(editor.Values);
        }
        else
        {
            CopyTo(editor.Values);
        }

        destination = editor.Commit();
    }

    /// <summary>Copies, sparse staying sparse.</summary>
    /// <param name="destination">Receives the copy; its arrays are reused where they are large enough.</param>
    public void CopyTo(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        if (!IsDense)
        {
            GetIndices().CopyTo(editor.Indices);
        }

        destination = editor.Commit();
    }

    /// <summary>Copies all items to the start of a span.</summary>
    /// <param name="destination">Room for <see cref="Length"/> items.</param>
    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    /// <summary>Copies all items into a span.</summary>
    /// <param name="destination">Room for <see cref="Length"/> items after <paramref name="destinationIndex"/>.</param>
    /// <param name="destinationIndex">Where the first item goes.</param>
    /// <param name="defaultValue">Written for the items that are not explicit, in a vector that has explicit ones.</param>
    /// <exception cref="ArgumentException">The span is too short.</exception>
    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default!)
    {
        if (destinationIndex < 0 || destinationIndex > destination.Length - Length)
        {
            throw new ArgumentException($"A vector of {Length} items does not fit at {destinationIndex} of a span of {destination.Length}.", nameof(destination));
        }

        var target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        // A vector without any explicit item is cleared, whatever the default: the meaning callers know.
        target.Fill(_count == 0 ? default! : defaultValue);
        for (var i = 0; i < _count; i++)
        {
            target[_indices![i]] = _values![i];
        }
    }

    /// <summary>Copies a part of an array into a dense vector.</summary>
    /// <param name="source">The array; may be null when <paramref name="length"/> is 0.</param>
    /// <param name="sourceIndex">The first item copied.</param>
    /// <param name="destination">Receives the copy.</param>
    /// <param name="length">Number of items copied.</param>
    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        var part = source.AsSpan(sourceIndex, length);
        var editor = VBufferEditor.Create(ref destination, length);
        part.CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>The items with their indices.</summary>
    /// <param name="all">False: the explicit items only; true: all items.</param>
    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        var self = this;
        return all ? self.DenseValues().Select(static (value, index) => new KeyValuePair<int, T>(index, value)) : self.ExplicitItems();
    }

    /// <summary>All items in order.</summary>
    public IEnumerable<T> DenseValues()
    {
        var next = 0;
        for (var i = 0; i < Length; i++)
        {
            if (_count == Length)
            {
                yield return _values![i];
            }
            else if (next < _count && _indices![next] == i)
            {
                yield return _values![next++];
            }
            else
            {
                yield return default!;
            }
        }
    }

    /// <summary>Reads one item; the default value where it is not explicit.</summary>
    /// <param name="index">From 0 to <see cref="Length"/> - 1.</param>
    /// <param name="destination">Receives the item.</param>
    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    /// <summary>Reads one item; the default value where it is not explicit.</summary>
    /// <param name="index">From 0 to <see cref="Length"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public T GetItemOrDefault(int index)
    {
        if ((uint)index >= (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The vector has {Length} items.");
        }

        if (IsDense)
        {
            return _values![index];
        }

        var found = GetIndices().BinarySearch(index);
        return found >= 0 ? _values![found] : default!;
    }

    /// <summary>Whether dense, and the size.</summary>
    public override string ToString() =>
        IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    internal VBufferEditor<T> Edit(int length, int count, bool keepOld, bool requireIndices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (count < 0 || count > length)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The number of explicit values is between 0 and the length {length}.");
        }

        var values = _values ?? [];
        var newValues = values.Length < count;
        if (newValues)
        {
            Grow(ref values, count, keepOld);
        }

        var indices = _indices ?? [];
        var newIndices = (count < length || requireIndices) && indices.Length < count;
        if (newIndices)
        {
            Grow(ref indices, count, keepOld);
        }

        return new VBufferEditor<T>(length, count, values, indices, requireIndices) { CreatedNewValues = newValues, CreatedNewIndices = newIndices };
    }

    internal VBufferEditor<T> Edit() => Edit(Length, _count, keepOld: false, requireIndices: false);

    private static void Grow<TItem>(ref TItem[] array, int size, bool keepOld)
    {
        var grown = new TItem[size];
        if (keepOld)
        {
            array.CopyTo(grown, 0);
        }

        array = grown;
    }

    private IEnumerable<KeyValuePair<int, T>> ExplicitItems()
    {
        for (var i = 0; i < _count; i++)
        {
            yield return new KeyValuePair<int, T>(_count == Length ? i : _indices![i], _values![i]);
        }
    }
}
