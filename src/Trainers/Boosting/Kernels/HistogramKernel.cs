using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Adds rows to histograms. A bin is two longs: the gradient sum, and the hessian sum packed above the row count.</summary>
internal static unsafe class HistogramKernel
{
    /// <summary>Rows taken at once: what they add (16 bytes each) and one group of histograms (at most 32 KB) share the first cache.</summary>
    public const int TileRows = 512;

    /// <summary>Columns updated together; their bins are read as one 64-bit number.</summary>
    public const int GroupColumns = 8;

    // Far enough ahead for a line to come from memory while the rows between are copied.
    private const int Ahead = 24;

    private const ulong OffsetMask = 0xFF0;

    /// <summary>Copies what listed rows add and the bins of their columns, eight by eight, to where they can be read in order.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="count">How many.</param>
    /// <param name="pairs">Gradient and hessian of every row.</param>
    /// <param name="countBits">Bits of a packed sum that hold the row count.</param>
    /// <param name="addends">Receives the two longs each row adds to a bin.</param>
    public static void GatherAddends(int* rows, int count, int* pairs, int countBits, long* addends)
    {
        if (Avx2.IsSupported)
        {
            GatherAddendsByShift(rows, count, pairs, countBits, addends);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            var row = (nint)rows[i];
            addends[2 * i] = pairs[2 * row];
            addends[(2 * i) + 1] = ((long)pairs[(2 * row) + 1] << countBits) + 1;
        }
    }

    /// <summary>Copies the bins of listed rows, group of eight columns by group, to where they can be read in order.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="count">How many.</param>
    /// <param name="bins">The bin of the first column in row 0; readable up to eight bytes beyond the last row.</param>
    /// <param name="stride">Bytes from row to row.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="tile">Receives eight bins per group and row, <see cref="TileRows"/> rows per group.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GatherBins(int* rows, int count, byte* bins, nint stride, int groups, ulong* tile)
    {
        for (var i = 0; i < count; i++)
        {
            if (Sse.IsSupported)
            {
                var ahead = bins + (rows[Math.Min(i + Ahead, count - 1)] * stride);
                Sse.Prefetch0(ahead);
                Sse.Prefetch0(ahead + stride - 1);
            }

            var row = bins + (rows[i] * stride);
            for (var g = 0; g < groups; g++)
            {
                tile[(g * TileRows) + i] = *(ulong*)(row + (g * GroupColumns));
            }
        }
    }

    /// <summary>Adds rows to the histograms of eight columns.</summary>
    /// <param name="tile">The eight bins of each row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="addends">What each of them adds.</param>
    /// <param name="starts">Where the eight histograms start.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddEight(ulong* tile, int count, long* addends, long** starts)
    {
        byte* h0 = (byte*)starts[0], h1 = (byte*)starts[1], h2 = (byte*)starts[2], h3 = (byte*)starts[3];
        byte* h4 = (byte*)starts[4], h5 = (byte*)starts[5], h6 = (byte*)starts[6], h7 = (byte*)starts[7];
        for (nint i = 0; i < count; i++)
        {
            // Bin x 16, the bytes of a bin, in one shift and one mask.
            var eight = tile[i];
            var addend = Vector128.Load(addends + (2 * i));
            Add(h0 + ((eight << 4) & OffsetMask), addend);
            Add(h1 + ((eight >> 4) & OffsetMask), addend);
            Add(h2 + ((eight >> 12) & OffsetMask), addend);
            Add(h3 + ((eight >> 20) & OffsetMask), addend);
            Add(h4 + ((eight >> 28) & OffsetMask), addend);
            Add(h5 + ((eight >> 36) & OffsetMask), addend);
            Add(h6 + ((eight >> 44) & OffsetMask), addend);
            Add(h7 + ((eight >> 52) & OffsetMask), addend);
        }
    }

    /// <summary>Adds rows to the histograms of the first four of eight columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFour(ulong* tile, int count, long* addends, long** starts)
    {
        byte* h0 = (byte*)starts[0], h1 = (byte*)starts[1], h2 = (byte*)starts[2], h3 = (byte*)starts[3];
        for (nint i = 0; i < count; i++)
        {
            var eight = tile[i];
            var addend = Vector128.Load(addends + (2 * i));
            Add(h0 + ((eight << 4) & OffsetMask), addend);
            Add(h1 + ((eight >> 4) & OffsetMask), addend);
            Add(h2 + ((eight >> 12) & OffsetMask), addend);
            Add(h3 + ((eight >> 20) & OffsetMask), addend);
        }
    }

    /// <summary>Adds rows to the histogram of one of eight columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOne(ulong* tile, int count, long* addends, long* start, int column)
    {
        var shift = 8 * column;
        for (nint i = 0; i < count; i++)
        {
            Add((byte*)start + (((tile[i] >> shift) & 0xFF) << 4), Vector128.Load(addends + (2 * i)));
        }
    }

    /// <summary>Takes one histogram from another in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(long* from, long* other, int length)
    {
        var i = 0;
        for (; i <= length - Vector256<long>.Count; i += Vector256<long>.Count)
        {
            (Vector256.Load(from + i) - Vector256.Load(other + i)).Store(from + i);
        }

        for (; i < length; i++)
        {
            from[i] -= other[i];
        }
    }

    /// <summary>Adds one histogram to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(long* to, long* other, int length)
    {
        var i = 0;
        for (; i <= length - Vector256<long>.Count; i += Vector256<long>.Count)
        {
            (Vector256.Load(to + i) + Vector256.Load(other + i)).Store(to + i);
        }

        for (; i < length; i++)
        {
            to[i] += other[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherAddendsByShift(int* rows, int count, int* pairs, int countBits, long* addends)
    {
        var shift = Vector128.Create(0ul, (ulong)countBits);
        var one = Vector128.Create(0L, 1L);
        for (var i = 0; i < count; i++)
        {
            Sse.Prefetch0(pairs + (2 * (nint)rows[Math.Min(i + Ahead, count - 1)]));
            var pair = Vector128.CreateScalarUnsafe(*(long*)(pairs + (2 * (nint)rows[i]))).AsInt32();
            (Avx2.ShiftLeftLogicalVariable(Sse41.ConvertToVector128Int64(pair), shift) + one).Store(addends + (2 * i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(byte* bin, Vector128<long> addend) => (Vector128.Load((long*)bin) + addend).Store((long*)bin);
}
