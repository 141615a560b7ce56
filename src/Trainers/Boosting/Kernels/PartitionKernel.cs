using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Parts the rows of a node in two without branches, each part in the order it was.</summary>
internal static unsafe class PartitionKernel
{
    // Far enough ahead for a line to come from memory while the rows between are parted.
    private const int Ahead = 32;

    /// <summary>Copies rows that go left to one place and the others to another.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="count">How many.</param>
    /// <param name="lefts">Receives those that go left, and is written up to one place beyond; may be at or before <paramref name="rows"/>.</param>
    /// <param name="rights">Receives those that go right, and is written up to one place beyond, but not beyond <paramref name="count"/>.</param>
    /// <param name="bins">The bins of the split column, row after row.</param>
    /// <param name="goesLeft">1 per bin that goes left, else 0; 256 entries.</param>
    /// <returns>How many go left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Part(int* rows, int count, int* lefts, int* rights, byte* bins, byte* goesLeft)
    {
        nint left = 0, right = 0;
        for (nint i = 0; i < count; i++)
        {
            var row = rows[i];
            nint isLeft = goesLeft[bins[row]];

            // Both places are written and only one is kept; `left` never passes i, so nothing unread is lost.
            lefts[left] = row;
            rights[right] = row;
            left += isLeft;
            right += 1 - isLeft;
        }

        return (int)left;
    }

    /// <summary>The same where the bins of all columns of a row stand together.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="count">How many.</param>
    /// <param name="lefts">Receives those that go left; see <see cref="Part"/>.</param>
    /// <param name="rights">Receives those that go right; see <see cref="Part"/>.</param>
    /// <param name="bins">The bin of the split column in row 0.</param>
    /// <param name="stride">Bytes from row to row.</param>
    /// <param name="goesLeft">1 per bin that goes left, else 0; 256 entries.</param>
    /// <returns>How many go left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int PartByRow(int* rows, int count, int* lefts, int* rights, byte* bins, nint stride, byte* goesLeft)
    {
        nint left = 0, right = 0;
        for (nint i = 0; i < count; i++)
        {
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(bins + (rows[Math.Min(i + Ahead, count - 1)] * stride));
            }

            var row = rows[i];
            nint isLeft = goesLeft[bins[row * stride]];
            lefts[left] = row;
            rights[right] = row;
            left += isLeft;
            right += 1 - isLeft;
        }

        return (int)left;
    }
}
