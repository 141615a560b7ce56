using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Sorts floats by three passes over 11 bits each, for some thousand values and more.</summary>
internal static class RadixSort
{
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;
    private const int SmallLength = 4096;

    /// <summary>Sorts values without NaN, rising; -0 counts as 0.</summary>
    /// <param name="values">The values.</param>
    /// <param name="scratch">As many values; of no use afterwards.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(Span<float> values, Span<float> scratch)
    {
        if (values.Length < SmallLength)
        {
            values.Sort();
            return;
        }

        var keys = MemoryMarshal.Cast<float, uint>(values);
        var other = MemoryMarshal.Cast<float, uint>(scratch[..values.Length]);
        Span<int> starts = stackalloc int[3 * Buckets];
        starts.Clear();
        for (var i = 0; i < keys.Length; i++)
        {
            // Flipped so that the order of the bits is the order of the numbers; adding 0 turns -0 into 0.
            var bits = BitConverter.SingleToUInt32Bits(values[i] + 0f);
            var key = bits ^ ((uint)((int)bits >> 31) | 0x80000000u);
            keys[i] = key;
            starts[(int)(key & (Buckets - 1))]++;
            starts[Buckets + (int)((key >> Bits) & (Buckets - 1))]++;
            starts[(2 * Buckets) + (int)(key >> (2 * Bits))]++;
        }

        Pass(keys, other, starts[..Buckets], 0);
        Pass(other, keys, starts.Slice(Buckets, Buckets), Bits);
        Pass(keys, other, starts.Slice(2 * Buckets, Buckets), 2 * Bits);
        for (var i = 0; i < keys.Length; i++)
        {
            var key = other[i];
            keys[i] = key ^ (~(uint)((int)key >> 31) | 0x80000000u);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass(ReadOnlySpan<uint> from, Span<uint> to, Span<int> starts, int shift)
    {
        var start = 0;
        for (var bucket = 0; bucket < starts.Length; bucket++)
        {
            (starts[bucket], start) = (start, start + starts[bucket]);
        }

        foreach (var key in from)
        {
            to[starts[(int)((key >> shift) & (Buckets - 1))]++] = key;
        }
    }
}
