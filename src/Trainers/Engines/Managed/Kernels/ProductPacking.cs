using System.Runtime.Intrinsics;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>
/// A thread's memory for pieces of large products: of B some columns, one strip of two vectors behind the other; of a transposed A some rows,
/// one tile's rows behind the other. Allocated once for a thread.
/// </summary>
internal sealed unsafe class ProductPacking
{
    /// <summary>The largest inner dimension of a piece: a strip of B then stays in L1.</summary>
    public const int Inner = 256;

    /// <summary>From a packed row of A to the next: not a power of two.</summary>
    public const int RowStride = Inner + 16;

    /// <summary>The most columns of B in a piece.</summary>
    public const int Columns = 512;

    /// <summary>The most rows of A in a piece; whole tiles of 12 and of 6.</summary>
    public const int Rows = 240;

    // Floats between rows that share cache lines, 2 KiB.
    private const int Conflict = 512;
    private const int ConflictInner = 384;
    private const int LeastSize = 96;
    private const int LongInner = 1024;
    private const int LargeLeft = 1 << 19;

    [ThreadStatic]
    private static ProductPacking? _ofThread;

    private readonly FloatBuffer _columns = new(Inner * Columns);
    private readonly FloatBuffer _rows = new(RowStride * Rows);

    private ProductPacking()
    {
    }

    /// <summary>The present thread's.</summary>
    public static ProductPacking OfThread => _ofThread ??= new ProductPacking();

    /// <summary>Whether a product is large and its operands lie so that packing pays.</summary>
    public static bool Suits(in MatrixView a, in MatrixView b) =>
        a.Rows >= LeastSize && a.Columns >= LeastSize && b.Columns >= LeastSize
        && (a.Columns >= LongInner || (long)a.Rows * a.Columns >= LargeLeft
            || (a.Columns >= ConflictInner && (Conflicts(b.RowStride) || (a.ColumnStride != 1 && Conflicts(a.ColumnStride)))));

    /// <summary>Whether rows this far apart share cache lines.</summary>
    public static bool Conflicts(int stride) => stride % Conflict == 0;

    /// <summary>Copies columns of B.</summary>
    /// <param name="source">[in] The first number.</param>
    /// <param name="stride">From a row to the next.</param>
    /// <param name="size">Rows, and columns padded to 16.</param>
    public void PackColumns<TSimd, TVector>(float* source, int stride, (int Rows, int Columns) size)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var stripWidth = 2 * TSimd.Width;
        for (var column = 0; column < size.Columns; column += stripWidth)
        {
            var width = Math.Min(stripWidth, size.Columns - column);
            var from = source + column;
            var to = Strip(column, size.Rows);
            for (var row = 0; row < size.Rows; row++)
            {
                for (var i = 0; i < width; i += TSimd.Width)
                {
                    TSimd.Store(to + i, TSimd.Load(from + i));
                }

                from += stride;
                to += width;
            }
        }
    }

    /// <summary>Copies rows of A that lie one under the other.</summary>
    /// <param name="a">[in].</param>
    public MatrixView PackRows<TSimd, TVector>(in MatrixView a)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (var row = 0; row < a.Rows; row++)
        {
            var from = a.Values + ((nint)row * a.RowStride);
            var to = _rows.Pointer + ((nint)row * RowStride);
            for (var i = 0; i < a.Columns; i += TSimd.Width)
            {
                TSimd.Store(to + i, TSimd.Load(from + i));
            }
        }

        return new MatrixView(_rows.Pointer, a.Rows, a.Columns, RowStride);
    }

    /// <summary>Copies the rows of whole tiles of a transposed A, whose rows lie side by side.</summary>
    /// <param name="a">[in].</param>
    /// <param name="tiles">How many tiles.</param>
    /// <param name="tileRows">Rows of one, 6 or 12.</param>
    public void PackTiles(in MatrixView a, int tiles, int tileRows)
    {
        for (var k = 0; k < a.Columns; k++)
        {
            var from = a.Values + ((nint)k * a.ColumnStride);
            var to = _rows.Pointer + ((nint)k * tileRows);
            for (var tile = 0; tile < tiles; tile++)
            {
                Vector128.Load(from).Store(to);
                if (tileRows == 12)
                {
                    Vector256.Load(from + 4).Store(to + 4);
                }
                else
                {
                    Vector64.Load(from + 4).Store(to + 4);
                }

                from += tileRows;
                to += (nint)a.Columns * tileRows;
            }
        }
    }

    /// <summary>The strip that starts at a column.</summary>
    public float* Strip(int column, int rows) => _columns.Pointer + ((nint)column * rows);

    /// <summary>The rows of a tile.</summary>
    public float* Tile(int tile, int inner, int tileRows) => _rows.Pointer + ((nint)tile * inner * tileRows);
}
