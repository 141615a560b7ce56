using System.Runtime.InteropServices;
using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Tests.Engines.Kernels;

public unsafe class MatrixProductTests
{
    public static TheoryData<int, int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int, int>();
        foreach (var width in KernelSets.Widths)
        {
            foreach (var (rows, columns, inner) in new[] { (1, 1, 1), (3, 17, 5), (4, 16, 3), (5, 33, 40), (11, 48, 2), (12, 32, 1), (13, 31, 7), (29, 100, 64), (40, 1, 9), (7, 20, 0) })
            {
                data.Add(width, rows, columns, inner);
            }
        }

        return data;
    }

    /// <summary>Sizes that are packed: rows 2 KiB apart, a long inner dimension, a large left matrix; none a multiple of a piece.</summary>
    public static TheoryData<int, int, int, int> LargeShapes()
    {
        var data = new TheoryData<int, int, int, int>();
        foreach (var width in KernelSets.Widths)
        {
            data.Add(width, 251, 500, 389);
            data.Add(width, 500, 99, 401);
            data.Add(width, 97, 109, 1030);
            data.Add(width, 3001, 100, 177);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    [MemberData(nameof(LargeShapes))]
    public void Multiply_AwkwardSizes_AgreesWithNaive(int width, int rows, int columns, int inner)
    {
        var a = KernelSets.Random(rows * inner, 1);
        var b = KernelSets.Random(inner * columns, 2);
        var bufferA = KernelSets.Padded(a, rows, inner);
        var bufferB = KernelSets.Padded(b, inner, columns);
        var c = Fill(rows, columns);
        var stride = FloatBuffer.Pad(columns);
        KernelSets.Of(width).Multiply(
            new MatrixView(bufferA.Pointer, rows, inner, FloatBuffer.Pad(inner)),
            new MatrixView(bufferB.Pointer, inner, columns, stride),
            new MatrixView(c.Pointer, rows, columns, stride));
        Check(Naive(a, b, (rows, columns, inner)), c, rows, columns);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    [MemberData(nameof(LargeShapes))]
    public void Multiply_TransposedLeft_AgreesWithNaive(int width, int rows, int columns, int inner)
    {
        var transposed = KernelSets.Random(rows * inner, 1);
        var a = new float[rows * inner];
        for (var i = 0; i < a.Length; i++)
        {
            a[(i % rows * inner) + (i / rows)] = transposed[i];
        }

        var b = KernelSets.Random(inner * columns, 2);
        var bufferA = KernelSets.Padded(transposed, inner, rows);
        var bufferB = KernelSets.Padded(b, inner, columns);
        var c = Fill(rows, columns);
        var stride = FloatBuffer.Pad(columns);
        KernelSets.Of(width).Multiply(
            new MatrixView(bufferA.Pointer, inner, rows, FloatBuffer.Pad(rows)).Transposed,
            new MatrixView(bufferB.Pointer, inner, columns, stride),
            new MatrixView(c.Pointer, rows, columns, stride));
        Check(Naive(a, b, (rows, columns, inner)), c, rows, columns);
    }

    /// <summary>One row is never packed.</summary>
    [Theory]
    [MemberData(nameof(LargeShapes))]
    public void Multiply_Packed_GivesTheBitsOfRowByRow(int width, int rows, int columns, int inner)
    {
        var set = KernelSets.Of(width);
        var left = KernelSets.Random(rows * inner, 1);
        var straight = KernelSets.Padded(left, rows, inner);
        var turned = KernelSets.Padded(left, inner, rows);
        var b = KernelSets.Padded(KernelSets.Random(inner * columns, 2), inner, columns);
        var stride = FloatBuffer.Pad(columns);
        var right = new MatrixView(b.Pointer, inner, columns, stride);
        MatrixView[] lefts = [new(straight.Pointer, rows, inner, FloatBuffer.Pad(inner)), new MatrixView(turned.Pointer, inner, rows, FloatBuffer.Pad(rows)).Transposed];
        Assert.True(ProductPacking.Suits(lefts[1], right));
        foreach (var a in lefts)
        {
            var (packed, single) = (Fill(rows, columns), Fill(rows, columns));
            set.Multiply(a, right, new MatrixView(packed.Pointer, rows, columns, stride));
            for (var row = 0; row < rows; row++)
            {
                set.Multiply(
                    new MatrixView(a.Values + ((nint)row * a.RowStride), 1, inner, a.RowStride, a.ColumnStride), right, new MatrixView(single.Pointer + ((nint)row * stride), 1, columns, stride));
            }

            Assert.True(MemoryMarshal.AsBytes(packed.Span).SequenceEqual(MemoryMarshal.AsBytes(single.Span)));
        }
    }

    /// <summary>An output full of other numbers, with a row more than is written.</summary>
    private static FloatBuffer Fill(int rows, int columns)
    {
        var buffer = KernelSets.Buffer((rows + 1) * FloatBuffer.Pad(columns));
        buffer.Span.Fill(77);
        return buffer;
    }

    private static double[] Naive(float[] a, float[] b, (int Rows, int Columns, int Inner) size)
    {
        var c = new double[size.Rows * size.Columns];
        for (var i = 0; i < c.Length; i++)
        {
            var (row, column) = Math.DivRem(i, size.Columns);
            for (var k = 0; k < size.Inner; k++)
            {
                c[i] += (double)a[(row * size.Inner) + k] * b[(k * size.Columns) + column];
            }
        }

        return c;
    }

    private static void Check(double[] expected, FloatBuffer actual, int rows, int columns)
    {
        var stride = FloatBuffer.Pad(columns);
        for (var i = 0; i < expected.Length; i++)
        {
            var (row, column) = Math.DivRem(i, columns);
            Assert.Equal(expected[i], actual.Pointer[(row * stride) + column], 1e-4);
        }

        Assert.All(actual.Span[(rows * stride)..].ToArray(), value => Assert.Equal(77, value));
    }
}
