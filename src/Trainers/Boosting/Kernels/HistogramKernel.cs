using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Adds rows to histograms. A bin is two longs: the gradient sum, and the hessian sum packed above the row count.</summary>
internal static unsafe class HistogramKernel
{
    /// <summary>Rows taken at once: their derivatives (16 bytes each) and one group of histograms (at most 32 KB) share the first cache.</summary>
    public const int TileRows = 1024;

    /// <summary>Columns updated together; their bins are read as one 64-bit number.</summary>
    public const int GroupColumns = 8;

    /// <summary>Expands the derivatives of listed rows to what a bin adds, and fetches their bins into the cache.</summary>
    public static void Expand(int* rows, int count, int* pairs, int countBits, long* expanded, byte* bins, nint stride)
    {
        if (Avx2.IsSupported)
        {
            var shift = Vector128.Create(0ul, (ulong)countBits);
            var one = Vector128.Create(0L, 1L);
            for (var i = 0; i < count; i++)
            {
                var row = (nint)rows[i];
                Sse.Prefetch0(bins + (row * stride));
                var pair = Vector128.CreateScalarUnsafe(*(long*)(pairs + (2 * row))).AsInt32();
                Sse2.Store(expanded + (2 * i), Avx2.ShiftLeftLogicalVariable(Sse41.ConvertToVector128Int64(pair), shift) + one);
            }

            return;
        }

        for (var i = 0; i < count; i++)
        {
            var row = (nint)rows[i];
            expanded[2 * i] = pairs[2 * row];
            expanded[(2 * i) + 1] = ((long)pairs[(2 * row) + 1] << countBits) + 1;
        }
    }

    /// <summary>Adds rows to the histograms of eight neighbouring columns.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="count">How many.</param>
    /// <param name="expanded">What each of them adds.</param>
    /// <param name="bins">The bin of the first of the eight columns in row 0.</param>
    /// <param name="stride">Bytes from row to row.</param>
    /// <param name="starts">Where the eight histograms start.</param>
    public static void AddEight(int* rows, int count, long* expanded, byte* bins, nint stride, long** starts)
    {
        long* h0 = starts[0], h1 = starts[1], h2 = starts[2], h3 = starts[3];
        long* h4 = starts[4], h5 = starts[5], h6 = starts[6], h7 = starts[7];
        for (var i = 0; i < count; i++)
        {
            var eight = *(ulong*)(bins + (rows[i] * stride));
            var addend = Vector128.Load(expanded + (2 * i));
            Add(h0, (byte)eight, addend);
            Add(h1, (byte)(eight >> 8), addend);
            Add(h2, (byte)(eight >> 16), addend);
            Add(h3, (byte)(eight >> 24), addend);
            Add(h4, (byte)(eight >> 32), addend);
            Add(h5, (byte)(eight >> 40), addend);
            Add(h6, (byte)(eight >> 48), addend);
            Add(h7, (byte)(eight >> 56), addend);
        }
    }

    /// <summary>Adds rows to the histograms of four neighbouring columns.</summary>
    public static void AddFour(int* rows, int count, long* expanded, byte* bins, nint stride, long** starts)
    {
        long* h0 = starts[0], h1 = starts[1], h2 = starts[2], h3 = starts[3];
        for (var i = 0; i < count; i++)
        {
            var four = *(uint*)(bins + (rows[i] * stride));
            var addend = Vector128.Load(expanded + (2 * i));
            Add(h0, (byte)four, addend);
            Add(h1, (byte)(four >> 8), addend);
            Add(h2, (byte)(four >> 16), addend);
            Add(h3, (byte)(four >> 24), addend);
        }
    }

    /// <summary>Adds rows to the histogram of one column.</summary>
    public static void AddOne(int* rows, int count, long* expanded, byte* bins, nint stride, long* start)
    {
        for (var i = 0; i < count; i++)
        {
            Add(start, bins[rows[i] * stride], Vector128.Load(expanded + (2 * i)));
        }
    }

    /// <summary>Takes one histogram from another in place.</summary>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(long* histogram, nint bin, Vector128<long> addend)
        => (Vector128.Load(histogram + (2 * bin)) + addend).Store(histogram + (2 * bin));
}
