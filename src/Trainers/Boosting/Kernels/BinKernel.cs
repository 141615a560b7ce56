using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Finds the bins of eight columns of a row.</summary>
/// <remarks>
/// The table of a column holds its rising thresholds, padded with +infinity to 256 = 16 blocks of 16, then the last threshold of each
/// block. A bin is the number of thresholds below the value: one vector comparison counts the blocks that lie below as a whole, a
/// second one counts within the block that does not. Padding is never below anything.
/// </remarks>
internal static unsafe class BinKernel
{
    /// <summary>Columns searched together.</summary>
    public const int Lanes = 8;

    /// <summary>Numbers in the table of one column.</summary>
    public const int TableSize = Thresholds + Block;

    private const int Thresholds = 256;
    private const int Block = 16;

    /// <summary>Lays out the thresholds of a column.</summary>
    public static void FillTable(ReadOnlySpan<float> thresholds, Span<float> table)
    {
        table[..TableSize].Fill(float.PositiveInfinity);
        thresholds.CopyTo(table);
        for (var block = 0; block < Block; block++)
        {
            table[Thresholds + block] = table[(block * Block) + Block - 1];
        }
    }

    /// <summary>Writes the bins of eight columns of a run of rows.</summary>
    /// <param name="values">The first value of the first row.</param>
    /// <param name="valueStride">Values from row to row.</param>
    /// <param name="columns">Where each of the eight columns stands in a row.</param>
    /// <param name="tables">The eight tables, one after the other.</param>
    /// <param name="missing">The bin of NaN of each column.</param>
    /// <param name="bins">Receives eight bins per row.</param>
    /// <param name="rows">How many rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Search(float* values, nint valueStride, int* columns, float* tables, int* missing, ulong* bins, int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            ulong eight = 0;
            for (var lane = 0; lane < Lanes; lane++)
            {
                var value = values[(i * valueStride) + columns[lane]];
                var bin = float.IsNaN(value) ? missing[lane] : Bin(value, tables + (lane * TableSize));
                eight |= (ulong)(uint)bin << (8 * lane);
            }

            bins[i] = eight;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bin(float value, float* table)
    {
        var all = Vector512.Create(value);
        var blocks = CountBelow(table + Thresholds, all);
        return (Block * blocks) + CountBelow(table + (Block * blocks), all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountBelow(float* thresholds, Vector512<float> value)
        => BitOperations.PopCount(Vector512.LessThan(Vector512.Load(thresholds), value).ExtractMostSignificantBits());
}
