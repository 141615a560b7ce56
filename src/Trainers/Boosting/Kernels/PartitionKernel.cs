using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Parts the rows of a node in two without branches, each part in the order it was.</summary>
internal static unsafe class PartitionKernel
{
    /// <summary>Moves rows that go left to the front of the list and the others to scratch.</summary>
    /// <param name="rows">The rows; receives those that go left.</param>
    /// <param name="count">How many.</param>
    /// <param name="scratch">Receives those that go right; as long as <paramref name="rows"/>.</param>
    /// <param name="bins">The bins of the split column.</param>
    /// <param name="goesLeft">1 per bin that goes left, else 0; 256 entries.</param>
    /// <returns>How many go left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Part(int* rows, int count, int* scratch, byte* bins, byte* goesLeft)
    {
        nint left = 0, right = 0;
        for (nint i = 0; i < count; i++)
        {
            var row = rows[i];
            nint isLeft = goesLeft[bins[row]];

            // Both places are written and only one is kept; `left` never passes i, so nothing unread is lost.
            rows[left] = row;
            scratch[right] = row;
            left += isLeft;
            right += 1 - isLeft;
        }

        return (int)left;
    }
}
