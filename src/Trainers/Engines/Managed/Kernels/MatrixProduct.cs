using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>
/// Matrix products C = A B. B and C are row-major with columns padded to 16; A may have any strides, so that its transpose needs no copy.
/// C is walked in tiles that stay in registers over the whole inner dimension; nothing is packed, as the operands of a dense layer fit in L2.
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
        var padded = FloatBuffer.Pad(c.Columns);
        var column = 0;
        for (; column + (2 * TSimd.Width) <= padded; column += 2 * TSimd.Width)
        {
            Strip<Two>(a, b, c, column);
        }

        for (; column < padded; column += TSimd.Width)
        {
            Strip<One>(a, b, c, column);
        }
    }

    private static void Strip<TColumns>(in MatrixView a, in MatrixView b, in MatrixView c, int column)
        where TColumns : struct, IConstant
    {
        var row = 0;
        if (TSimd.TileRows == 12)
        {
            for (; row + 12 <= c.Rows; row += 12)
            {
                Tile<Twelve, TColumns>(a, b, c, row, column);
            }
        }
        else
        {
            for (; row + 6 <= c.Rows; row += 6)
            {
                Tile<Six, TColumns>(a, b, c, row, column);
            }
        }

        for (; row + 4 <= c.Rows; row += 4)
        {
            Tile<Four, TColumns>(a, b, c, row, column);
        }

        if (row < c.Rows && c.Rows >= 4)
        {
            // Some rows again, with the same result: cheaper than a tile for every remainder.
            Tile<Four, TColumns>(a, b, c, c.Rows - 4, column);
            row = c.Rows;
        }

        for (; row < c.Rows; row++)
        {
            Tile<One, TColumns>(a, b, c, row, column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows, TColumns>(in MatrixView a, in MatrixView b, in MatrixView c, int row, int column)
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
    {
        nint aRow = a.RowStride;
        nint aStep = a.ColumnStride;
        nint bRow = b.RowStride;
        nint cRow = c.RowStride;
        var aRow2 = 2 * aRow;
        var pa = a.Values + (row * aRow);
        var pb = b.Values + column;
        var pc = c.Values + (row * cRow) + column;
        TVector s0 = TSimd.Zero, s1 = TSimd.Zero, s2 = TSimd.Zero, s3 = TSimd.Zero, s4 = TSimd.Zero, s5 = TSimd.Zero, s6 = TSimd.Zero, s7 = TSimd.Zero, s8 = TSimd.Zero, s9 = TSimd.Zero, s10 = TSimd.Zero, s11 = TSimd.Zero;
        TVector t0 = TSimd.Zero, t1 = TSimd.Zero, t2 = TSimd.Zero, t3 = TSimd.Zero, t4 = TSimd.Zero, t5 = TSimd.Zero, t6 = TSimd.Zero, t7 = TSimd.Zero, t8 = TSimd.Zero, t9 = TSimd.Zero, t10 = TSimd.Zero, t11 = TSimd.Zero;
        for (var k = a.Columns; k > 0; k--)
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
