namespace Microsoft.ML.Data;

/// <summary>Makes editors that fill a <see cref="VBuffer{T}"/>, reusing its arrays.</summary>
public static class VBufferEditor
{
    /// <summary>An editor of the same length and the same explicit items as <paramref name="destination"/>.</summary>
    /// <typeparam name="T">The item type.</typeparam>
    /// <param name="destination">The vector whose arrays are edited.</param>
    public static VBufferEditor<T> CreateFromBuffer<T>(scoped ref VBuffer<T> destination) => destination.Edit();

    /// <summary>An editor for a new content; the caller fills it and assigns what <see cref="VBufferEditor{T}.Commit"/> returns.</summary>
    /// <typeparam name="T">The item type.</typeparam>
    /// <param name="destination">The vector whose arrays are reused where large enough.</param>
    /// <param name="newLogicalLength">Number of items.</param>
    /// <param name="valuesCount">Number of explicit items; null for all of them (dense).</param>
    /// <param name="maxValuesCapacity">The most items the arrays may be made for; arrays are made to size here, so it is not needed.</param>
    /// <param name="keepOldOnResize">Whether old items are copied when an array has to grow.</param>
    /// <param name="requireIndicesOnDense">Whether indices are wanted even when dense.</param>
    public static VBufferEditor<T> Create<T>(
        scoped ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false) =>
        destination.Edit(newLogicalLength, valuesCount ?? newLogicalLength, keepOldOnResize, requireIndicesOnDense);
}
