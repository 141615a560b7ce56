namespace Microsoft.ML.Data;

/// <summary>Writes the content of a <see cref="VBuffer{T}"/>.</summary>
/// <typeparam name="T">The item type.</typeparam>
public readonly ref struct VBufferEditor<T>
{
    /// <summary>The explicit items, to be filled.</summary>
    public readonly Span<T> Values;

    /// <summary>Where the explicit items sit, to be filled in ascending order; empty when dense.</summary>
    public readonly Span<int> Indices;

    private readonly int _length;
    private readonly T[] _values;
    private readonly int[] _indices;

    internal VBufferEditor(int length, int count, T[] values, int[] indices, bool requireIndices)
    {
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = count < length || requireIndices ? indices.AsSpan(0, count) : default;
    }

    /// <summary>Whether a new array of items had to be made.</summary>
    public bool CreatedNewValues { get; internal init; }

    /// <summary>Whether a new array of indices had to be made.</summary>
    public bool CreatedNewIndices { get; internal init; }

    /// <summary>The vector with the content written.</summary>
    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);

    /// <summary>The vector with only the first explicit items written.</summary>
    /// <param name="physicalValuesCount">How many explicit items to keep; no more than were asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than were asked for.</exception>
    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(physicalValuesCount, Values.Length);
        return new VBuffer<T>(_length, physicalValuesCount, _values, _indices);
    }
}
