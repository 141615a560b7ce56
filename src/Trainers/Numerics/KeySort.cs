using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Numerics;

/// <summary>Sorts rows by a 32-bit key: three stable passes over 11 bits each, which needs no comparisons.</summary>
internal static class KeySort
{
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;
    private const int RowBits = 32;
    private const int SmallLength = 4096;

    /// <summary>Sorts rising.</summary>
    /// <param name="keys">The key in the upper half, the row in the lower; rows rise, so that equal keys stay in row order.</param>
    public static void Sort(ulong[] keys)
    {
        if (keys.Length < SmallLength)
        {
            Array.Sort(keys);
            return;
        }

        var starts = new int[3 * Buckets];
        foreach (var key in keys)
        {
            for (var pass = 0; pass < 3; pass++)
            {
                starts[(pass * Buckets) + Digit(key, pass)]++;
            }
        }

        var other = GC.AllocateUninitializedArray<ulong>(keys.Length);
        Pass(keys, other, starts.AsSpan(0, Buckets), 0);
        Pass(other, keys, starts.AsSpan(Buckets, Buckets), 1);
        Pass(keys, other, starts.AsSpan(2 * Buckets, Buckets), 2);
        other.CopyTo(keys, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Digit(ulong key, int pass) => (int)(key >> (RowBits + (pass * Bits))) & (Buckets - 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass(ReadOnlySpan<ulong> from, Span<ulong> to, Span<int> starts, int pass)
    {
        var start = 0;
        foreach (ref var bucket in starts)
        {
            (bucket, start) = (start, start + bucket);
        }

        foreach (var key in from)
        {
            to[starts[Digit(key, pass)]++] = key;
        }
    }
}
