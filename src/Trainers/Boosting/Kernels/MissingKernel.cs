using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Finds the columns in which a value is missing.</summary>
internal static class MissingKernel
{
    /// <summary>Sets the mark of every column that has a NaN in these rows to NaN, and leaves the other marks.</summary>
    /// <param name="values">Whole rows.</param>
    /// <param name="marks">One mark per column, 0 at first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mark(ReadOnlySpan<float> values, Span<float> marks)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(marks);
        for (var start = 0; start < values.Length; start += marks.Length)
        {
            var row = values.Slice(start, marks.Length);
            var parts = MemoryMarshal.Cast<float, Vector<float>>(row);
            for (var c = 0; c < vectors.Length; c++)
            {
                // Only a NaN differs from itself.
                vectors[c] = Vector.ConditionalSelect(Vector.Equals(parts[c], parts[c]), vectors[c], parts[c]);
            }

            for (var c = vectors.Length * Vector<float>.Count; c < marks.Length; c++)
            {
                marks[c] = float.IsNaN(row[c]) ? row[c] : marks[c];
            }
        }
    }
}
