using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Writes values as a vector, sparse where at most half of them are not 0.</summary>
internal static class SparseVectors
{
    public static void Fill(ReadOnlySpan<float> values, ref VBuffer<float> target)
    {
        var set = values.Length - values.Count(0f);
        if (set > values.Length / 2)
        {
            var dense = VBufferEditor.Create(ref target, values.Length);
            values.CopyTo(dense.Values);
            target = dense.Commit();
            return;
        }

        var editor = VBufferEditor.Create(ref target, values.Length, set);
        var at = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] != 0)
            {
                editor.Values[at] = values[i];
                editor.Indices[at++] = i;
            }
        }

        target = editor.Commit();
    }
}
