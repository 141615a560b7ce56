using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>
/// Matrix products C = A B. B and C are row-major with columns padded to 16; A may have any strides, so that its transpose needs no copy.
/// C is walked in tiles that stay in registers. Small operands are read where they are, as they fit in L2; large ones are packed piece by piece
/// (Goto and van de Geijn 2008), as rows that lie a large power of two apart share a few lines of the caches. Both ways add in the same order.
/// </summary>
internal static unsafe class MatrixProduct<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Overwrites <paramref name="c"/> with a b; an inner dimension of 0 gives zeros.</summary>
    /// <param name="a">[in] rows x inner.</param>
    /// <param name="b">[in] inner x columns.</param>
    /// <param name="c">[out] rows x columns; all of its padded columns are written.</param>
    public static void Multiply(in MatrixView a, in MatrixView b, in MatrixView c)
    {
        if (ProductPacking.Suits(a, b))
        {
            MultiplyPacked(a, b, c);
            return;
        }

        var strides = new TileStrides(a, b, c);
        var padded = FloatBuffer.Pad(c.Columns);
        for (var column = 0; column < padded; column += StripWidth)
        {
            Strip(a.Values, b.Values + column, c.Values + column, Math.Min(StripWidth, padded - column), c.Rows, strides);
        }
    }

    private static int StripWidth => 2 * TSimd.Width;

    private static void MultiplyPacked(in MatrixView a, in MatrixView b, in MatrixView c)
    {
        var packing = ProductPacking.OfThread;
        for (var inner = 0; inner < a.Columns; inner += ProductPacking.Inner)
        {
            var depth = Math.Min(ProductPacking.Inner, a.Columns - inner);
            var padded = FloatBuffer.Pad(c.Columns);
            for (var column = 0; column < padded; column += ProductPacking.Columns)
            {
                var width = Math.Min(ProductPacking.Columns, padded - column);
                packing.PackColumns<TSimd, TVector>(b.Values + ((nint)inner * b.RowStride) + column, b.RowStride, (depth, width));
                for (var row = 0; row < c.Rows; row += ProductPacking.Rows)
                {
                    var rows = Math.Min(ProductPacking.Rows, c.Rows - row);
                    var left = new MatrixView(a.Values + ((nint)row * a.RowStride) + ((nint)inner * a.ColumnStride), rows, depth, a.RowStride, a.ColumnStride);
                    var target = new MatrixView(c.Values + ((nint)row * c.RowStride) + column, rows, width, c.RowStride);
                    MultiplyPiece(packing, left, target, continues: inner > 0);
                }
            }
        }
    }

    /// <summary>A piece of C from packed columns, and from packed rows where A is transposed or its rows get into each other's way.</summary>
    private static void MultiplyPiece(ProductPacking packing, in MatrixView a, in MatrixView c, bool continues)
    {
        if (a.ColumnStride != 1)
        {
            MultiplyTransposed(packing, a, c, continues);
            return;
        }

        var rows = ProductPacking.Conflicts(a.RowStride) ? packing.PackRows<TSimd, TVector>(a) : a;
        for (var column = 0; column < c.Columns; column += StripWidth)
        {
            var width = Math.Min(StripWidth, c.Columns - column);
            var strides = new TileStrides { ARow = rows.RowStride, AStep = 1, BRow = width, CRow = c.RowStride, Inner = a.Columns, Continues = continues };
            Strip(rows.Values, packing.Strip(column, a.Columns), c.Values + column, width, c.Rows, strides);
        }
    }

    private static void MultiplyTransposed(ProductPacking packing, in MatrixView a, in MatrixView c, bool continues)
    {
        var tiles = ProductPacking.Conflicts(a.ColumnStride) ? c.Rows / TSimd.TileRows : 0;
        packing.PackTiles(a, tiles, TSimd.TileRows);
        var packed = tiles * TSimd.TileRows;
        for (var column = 0; column < c.Columns; column += StripWidth)
        {
            var width = Math.Min(StripWidth, c.Columns - column);
            var strip = packing.Strip(column, a.Columns);
            var target = c.Values + column;
            var strides = new TileStrides { ARow = 1, AStep = TSimd.TileRows, BRow = width, CRow = c.RowStride, Inner = a.Columns, Continues = continues };
            for (var tile = 0; tile < tiles; tile++)
            {
                Strip(packing.Tile(tile, a.Columns, TSimd.TileRows), strip, target, width, TSimd.TileRows, strides);
                target += (nint)TSimd.TileRows * c.RowStride;
            }

            var open = strides with { AStep = a.ColumnStride };
            Strip(a.Values + packed, strip, target, width, c.Rows - packed, open);
        }
    }

    private static void Strip(float* a, float* b, float* c, int width, int rows, in TileStrides strides)
    {
        if (width == StripWidth)
        {
            Strip<Two>(a, b, c, rows, strides);
            return;
        }

        for (var column = 0; column < width; column += TSimd.Width)
        {
            Strip<One>(a, b + column, c + column, rows, strides);
        }
    }

    private static void Strip<TColumns>(float* a, float* b, float* c, int rows, in TileStrides strides)
        where TColumns : struct, IConstant
    {
        var row = 0;
        if (TSimd.TileRows == 12)
        {
            for (; row + 12 <= rows; row += 12)
            {
                Tile<Twelve, TColumns>(a + (row * strides.ARow), b, c + (row * strides.CRow), strides);
            }
        }
        else
        {
            for (; row + 6 <= rows; row += 6)
            {
                Tile<Six, TColumns>(a + (row * strides.ARow), b, c + (row * strides.CRow), strides);
            }
        }

        for (; row + 4 <= rows; row += 4)
        {
            Tile<Four, TColumns>(a + (row * strides.ARow), b, c + (row * strides.CRow), strides);
        }

        if (row < rows && rows >= 4 && !strides.Continues)
        {
            // Some rows again, with the same result: cheaper than a tile for every remainder. Sums that go on must not be added to twice.
            Tile<Four, TColumns>(a + ((rows - 4) * strides.ARow), b, c + ((rows - 4) * strides.CRow), strides);
            row = rows;
        }

        for (; row < rows; row++)
        {
            Tile<One, TColumns>(a + (row * strides.ARow), b, c + (row * strides.CRow), strides);
        }
    }

    /// <summary>One tile; all its rows and columns are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows, TColumns>(float* pa, float* pb, float* pc, in TileStrides strides)
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
    {
        var aRow = strides.ARow;
        var aStep = strides.AStep;
        var bRow = strides.BRow;
        var cRow = strides.CRow;
        var aRow2 = 2 * aRow;
        TVector s0 = TSimd.Zero, s1 = TSimd.Zero, s2 = TSimd.Zero, s3 = TSimd.Zero, s4 = TSimd.Zero, s5 = TSimd.Zero, s6 = TSimd.Zero, s7 = TSimd.Zero, s8 = TSimd.Zero, s9 = TSimd.Zero, s10 = TSimd.Zero, s11 = TSimd.Zero;
        TVector t0 = TSimd.Zero, t1 = TSimd.Zero, t2 = TSimd.Zero, t3 = TSimd.Zero, t4 = TSimd.Zero, t5 = TSimd.Zero, t6 = TSimd.Zero, t7 = TSimd.Zero, t8 = TSimd.Zero, t9 = TSimd.Zero, t10 = TSimd.Zero, t11 = TSimd.Zero;
        if (strides.Continues)
        {
            Load<TColumns>(pc, out s0, out t0);
            if (TRows.Value > 1)
            {
                Load<TColumns>(pc + cRow, out s1, out t1);
                Load<TColumns>(pc + (2 * cRow), out s2, out t2);
                Load<TColumns>(pc + (3 * cRow), out s3, out t3);
            }

            if (TRows.Value > 4)
            {
                Load<TColumns>(pc + (4 * cRow), out s4, out t4);
                Load<TColumns>(pc + (5 * cRow), out s5, out t5);
            }

            if (TRows.Value > 6)
            {
                Load<TColumns>(pc + (6 * cRow), out s6, out t6);
                Load<TColumns>(pc + (7 * cRow), out s7, out t7);
                Load<TColumns>(pc + (8 * cRow), out s8, out t8);
                Load<TColumns>(pc + (9 * cRow), out s9, out t9);
                Load<TColumns>(pc + (10 * cRow), out s10, out t10);
                Load<TColumns>(pc + (11 * cRow), out s11, out t11);
            }
        }

        for (var k = strides.Inner; k > 0; k--)
        {
            var b0 = TSimd.Load(pb);
            var b1 = TColumns.Value == 2 ? TSimd.Load(pb + TSimd.Width) : TSimd.Zero;
            var p = pa;
            var x0 = TSimd.Broadcast(*p);
            s0 = TSimd.MultiplyAdd(x0, b0, s0);
            if (TColumns.Value == 2)
            {
                t0 = TSimd.MultiplyAdd(x0, b1, t0);
            }

            if (TRows.Value > 1)
            {
                var x1 = TSimd.Broadcast(p[aRow]);
                s1 = TSimd.MultiplyAdd(x1, b0, s1);
                if (TColumns.Value == 2)
                {
                    t1 = TSimd.MultiplyAdd(x1, b1, t1);
                }

                var x2 = TSimd.Broadcast(p[aRow2]);
                s2 = TSimd.MultiplyAdd(x2, b0, s2);
                if (TColumns.Value == 2)
                {
                    t2 = TSimd.MultiplyAdd(x2, b1, t2);
                }

                p += aRow + aRow2;
                var x3 = TSimd.Broadcast(*p);
                s3 = TSimd.MultiplyAdd(x3, b0, s3);
                if (TColumns.Value == 2)
                {
                    t3 = TSimd.MultiplyAdd(x3, b1, t3);
                }
            }

            if (TRows.Value > 4)
            {
                var x4 = TSimd.Broadcast(p[aRow]);
                s4 = TSimd.MultiplyAdd(x4, b0, s4);
                if (TColumns.Value == 2)
                {
                    t4 = TSimd.MultiplyAdd(x4, b1, t4);
                }

                var x5 = TSimd.Broadcast(p[aRow2]);
                s5 = TSimd.MultiplyAdd(x5, b0, s5);
                if (TColumns.Value == 2)
                {
                    t5 = TSimd.MultiplyAdd(x5, b1, t5);
                }
            }

            if (TRows.Value > 6)
            {
                p += aRow + aRow2;
                var x6 = TSimd.Broadcast(*p);
                s6 = TSimd.MultiplyAdd(x6, b0, s6);
                if (TColumns.Value == 2)
                {
                    t6 = TSimd.MultiplyAdd(x6, b1, t6);
                }

                var x7 = TSimd.Broadcast(p[aRow]);
                s7 = TSimd.MultiplyAdd(x7, b0, s7);
                if (TColumns.Value == 2)
                {
                    t7 = TSimd.MultiplyAdd(x7, b1, t7);
                }

                var x8 = TSimd.Broadcast(p[aRow2]);
                s8 = TSimd.MultiplyAdd(x8, b0, s8);
                if (TColumns.Value == 2)
                {
                    t8 = TSimd.MultiplyAdd(x8, b1, t8);
                }

                p += aRow + aRow2;
                var x9 = TSimd.Broadcast(*p);
                s9 = TSimd.MultiplyAdd(x9, b0, s9);
                if (TColumns.Value == 2)
                {
                    t9 = TSimd.MultiplyAdd(x9, b1, t9);
                }

                var x10 = TSimd.Broadcast(p[aRow]);
                s10 = TSimd.MultiplyAdd(x10, b0, s10);
                if (TColumns.Value == 2)
                {
                    t10 = TSimd.MultiplyAdd(x10, b1, t10);
                }

                var x11 = TSimd.Broadcast(p[aRow2]);
                s11 = TSimd.MultiplyAdd(x11, b0, s11);
                if (TColumns.Value == 2)
                {
                    t11 = TSimd.MultiplyAdd(x11, b1, t11);
                }
            }

            pa += aStep;
            pb += bRow;
        }

        Store<TColumns>(pc, s0, t0);

        if (TRows.Value > 1)
        {
            Store<TColumns>(pc + cRow, s1, t1);
            Store<TColumns>(pc + (2 * cRow), s2, t2);
            Store<TColumns>(pc + (3 * cRow), s3, t3);
        }

        if (TRows.Value > 4)
        {
            Store<TColumns>(pc + (4 * cRow), s4, t4);
            Store<TColumns>(pc + (5 * cRow), s5, t5);
        }

        if (TRows.Value > 6)
        {
            Store<TColumns>(pc + (6 * cRow), s6, t6);
            Store<TColumns>(pc + (7 * cRow), s7, t7);
            Store<TColumns>(pc + (8 * cRow), s8, t8);
            Store<TColumns>(pc + (9 * cRow), s9, t9);
            Store<TColumns>(pc + (10 * cRow), s10, t10);
            Store<TColumns>(pc + (11 * cRow), s11, t11);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TColumns>(float* source, out TVector first, out TVector second)
        where TColumns : struct, IConstant
    {
        first = TSimd.Load(source);
        second = TColumns.Value == 2 ? TSimd.Load(source + TSimd.Width) : TSimd.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TColumns>(float* target, TVector first, TVector second)
        where TColumns : struct, IConstant
    {
        TSimd.Store(target, first);
        if (TColumns.Value == 2)
        {
            TSimd.Store(target + TSimd.Width, second);
        }
    }
}
