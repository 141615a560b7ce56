using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Writes values as a vector, sparse where less than half of them, or none at all, differ from the default.</summary>
internal static class SparseVectors
{
    public static void Fill<T>(ReadOnlySpan<T> values, ref VBuffer<T> target)
        where T : IEquatable<T>
    {
        var set = values.Length - values.Count(default(T)!);
        if (set > 0 && set >= values.Length / 2)
        {
            var dense = VBufferEditor.Create(ref target, values.Length);
            values.CopyTo(dense.Values);
            target = dense.Commit();
            return;
        }

        var editor = VBufferEditor.Create(ref target, values.Length, set);
        for (int i = 0, at = 0; at < set; i++)
        {
            if (!values[i].Equals(default!))
            {
                editor.Values[at] = values[i];
                editor.Indices[at++] = i;
            }
        }

        target = editor.Commit();
    }
}
