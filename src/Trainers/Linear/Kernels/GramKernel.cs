using System.Numerics;
using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Linear.Kernels;

/// <summary>Adds products of all pairs of columns over a block of rows: the lower triangle of left' x right.</summary>
/// <remarks>Tiles of 4 x 2 vectors of sums stay in registers over all rows of the block, so each load serves several products.</remarks>
internal static unsafe class GramKernel
{
    private const int TileRows = 4;

    /// <summary>Columns are padded to a multiple of this.</summary>
    public static int Padding => Math.Max(TileRows, 2 * Vector<double>.Count);

    /// <summary>gram[j, k] += sum over rows of left[row, j] x right[row, k], at least for k up to j.</summary>
    /// <param name="left">Rows x stride numbers.</param>
    /// <param name="right">Rows x stride numbers; may be <paramref name="left"/>.</param>
    /// <param name="stride">Padded columns.</param>
    /// <param name="gram">Stride x stride sums.</param>
    public static void Add(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int stride, Span<double> gram)
    {
        var rows = left.Length / stride;
        fixed (double* a = left, b = right, sums = gram)
        {
            for (var j = 0; j < stride; j += TileRows)
            {
                for (var k = 0; k < j + TileRows; k += 2 * Vector<double>.Count)
                {
                    Tile(a + j, b + k, rows, stride, sums + (j * stride) + k);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(double* a, double* b, int rows, int stride, double* sums)
    {
        var width = Vector<double>.Count;
        var (s00, s01, s10, s11) = (Vector.Load(sums), Vector.Load(sums + width), Vector.Load(sums + stride), Vector.Load(sums + stride + width));
        var (s20, s21) = (Vector.Load(sums + (2 * stride)), Vector.Load(sums + (2 * stride) + width));
        var (s30, s31) = (Vector.Load(sums + (3 * stride)), Vector.Load(sums + (3 * stride) + width));
        for (var row = 0; row < rows; row++, a += stride, b += stride)
        {
            var (low, high) = (Vector.Load(b), Vector.Load(b + width));
            var factor = new Vector<double>(a[0]);
            s00 = Vector.MultiplyAddEstimate(factor, low, s00);
            s01 = Vector.MultiplyAddEstimate(factor, high, s01);
            factor = new Vector<double>(a[1]);
            s10 = Vector.MultiplyAddEstimate(factor, low, s10);
            s11 = Vector.MultiplyAddEstimate(factor, high, s11);
            factor = new Vector<double>(a[2]);
            s20 = Vector.MultiplyAddEstimate(factor, low, s20);
            s21 = Vector.MultiplyAddEstimate(factor, high, s21);
            factor = new Vector<double>(a[3]);
            s30 = Vector.MultiplyAddEstimate(factor, low, s30);
            s31 = Vector.MultiplyAddEstimate(factor, high, s31);
        }

        s00.Store(sums);
        s01.Store(sums + width);
        s10.Store(sums + stride);
        s11.Store(sums + stride + width);
        s20.Store(sums + (2 * stride));
        s21.Store(sums + (2 * stride) + width);
        s30.Store(sums + (3 * stride));
        s31.Store(sums + (3 * stride) + width);
    }
}
