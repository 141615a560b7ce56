namespace Microsoft.ML.Data;

/// <summary>Vectors of some rows, one behind the other in one array.</summary>
/// <param name="values">The explicit values.</param>
/// <param name="indices">Their slots; null where all vectors are dense.</param>
/// <param name="rows">Where every vector is; null where all are dense and of <paramref name="size"/> slots.</param>
/// <param name="size">The size of every vector where <paramref name="rows"/> is null.</param>
/// <param name="count">Number of vectors.</param>
internal sealed class VectorPart<T>(T[] values, int[]? indices, VectorPlace[]? rows, int size, int count) : ColumnPart
{
    public override int Count => count;

    public void Read(int at, ref VBuffer<T> target)
    {
        var place = rows is null ? new VectorPlace(at * size, size, size) : rows[at];
        var editor = VBufferEditor.Create(ref target, place.Length, place.Count);
        values.AsSpan(place.Offset, place.Count).CopyTo(editor.Values);
        if (place.Count < place.Length)
        {
            indices.AsSpan(place.Offset, place.Count).CopyTo(editor.Indices);
        }

        target = editor.Commit();
    }
}
