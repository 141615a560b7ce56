using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Tests.Engines.Kernels;

public unsafe class KernelSetTests
{
    private const int Rows = 19;
    private const int Columns = 21;
    private static readonly int Stride = FloatBuffer.Pad(Columns);

    public static TheoryData<int> Widths() => new(KernelSets.Widths);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Moments_AndColumnSums_AgreeWithNaive(int width)
    {
        var values = KernelSets.Random(Rows * Columns, 1, 5);
        var buffer = KernelSets.Padded(values, Rows, Columns);
        var shift = KernelSets.Buffer(Stride);
        KernelSets.Random(Columns, 2).CopyTo(shift.Span);
        FloatBuffer moments = KernelSets.Buffer(2 * Stride), sums = KernelSets.Buffer(Stride);
        var view = new MatrixView(buffer.Pointer, Rows, Columns, Stride);
        KernelSets.Of(width).Moments(view, shift.Pointer, moments.Pointer);
        KernelSets.Of(width).ColumnSums(view, sums.Pointer);
        for (var j = 0; j < Columns; j++)
        {
            var column = Enumerable.Range(0, Rows).Select(i => (double)values[(i * Columns) + j]).ToArray();
            Assert.Equal(column.Sum(), sums.Pointer[j], 1e-4);
            Assert.Equal(column.Sum(v => v - shift.Pointer[j]), moments.Pointer[j], 1e-4);
            Assert.Equal(column.Sum(v => Math.Pow(v - shift.Pointer[j], 2)), moments.Pointer[Stride + j], 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void NormBackward_RandomCoefficients_AgreesWithNaive(int width)
    {
        var gradient = KernelSets.Random(Rows * Columns, 1);
        var linear = KernelSets.Random(Rows * Columns, 2);
        var coefficients = KernelSets.Buffer(3 * Stride);
        KernelSets.Random(3 * Stride, 3).CopyTo(coefficients.Span);
        var target = KernelSets.Padded(gradient, Rows, Columns);
        var source = KernelSets.Padded(linear, Rows, Columns);
        KernelSets.Of(width).NormBackward(
            new MatrixView(target.Pointer, Rows, Columns, Stride),
            new MatrixView(source.Pointer, Rows, Columns, Stride),
            coefficients.Pointer);
        for (var i = 0; i < gradient.Length; i++)
        {
            var (row, column) = Math.DivRem(i, Columns);
            var c = coefficients.Pointer + column;
            Assert.Equal(c[0] + (c[Stride] * gradient[i]) + (c[2 * Stride] * linear[i]), target.Pointer[(row * Stride) + column], 1e-5);
        }
    }

    public static TheoryData<int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int>();
        foreach (var width in KernelSets.Widths)
        {
            foreach (var (rows, columns) in new[] { (1, 1), (3, 5), (7, 16), (Rows, Columns), (2, 33), (5, 48) })
            {
                data.Add(width, rows, columns);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Add_AwkwardSizes_AgreesWithNaive(int width, int rows, int columns)
    {
        float[] a = KernelSets.Random(rows * columns, 1), b = KernelSets.Random(rows * columns, 2);
        var (left, right, target) = (KernelSets.Padded(a, rows, columns), KernelSets.Padded(b, rows, columns), KernelSets.Padded(new float[rows * columns], rows, columns));
        KernelSets.Of(width).Add(View(left, rows, columns), View(right, rows, columns), View(target, rows, columns));
        Compare([.. a.Zip(b, (x, y) => (double)x + y)], target, rows, columns, 1e-6);
    }

    /// <summary>Rows far from 0, which must not spoil their variance.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void NormaliseRows_AndBackward_AgreeWithNaive(int width, int rows, int columns)
    {
        const float Epsilon = 1e-2f;
        var stride = FloatBuffer.Pad(columns);
        float[] values = [.. KernelSets.Random(rows * columns, 1, 2).Select(v => v + 10)], slopes = KernelSets.Random(rows * columns, 2);
        var (x, gradient, inverse, factors) = (KernelSets.Padded(values, rows, columns), KernelSets.Padded(slopes, rows, columns), KernelSets.Buffer(rows + 16), KernelSets.Buffer(stride));
        KernelSets.Random(columns, 3).CopyTo(factors.Span);
        KernelSets.Of(width).NormaliseRows(View(x, rows, columns), Epsilon, inverse.Pointer);
        KernelSets.Of(width).NormaliseRowsBackward(View(gradient, rows, columns), View(x, rows, columns), inverse.Pointer, factors.Pointer);
        double[] normal = new double[values.Length], back = new double[values.Length];
        for (var row = 0; row < rows; row++)
        {
            var part = values.AsSpan(row * columns, columns).ToArray();
            var mean = part.Average(v => (double)v);
            var scale = 1 / Math.Sqrt(part.Average(v => Math.Pow(v - mean, 2)) + Epsilon);
            Assert.Equal(scale, inverse.Pointer[row], 1e-3 * scale);
            double[] n = [.. part.Select(v => (v - mean) * scale)], dn = [.. part.Select((_, j) => (double)slopes[(row * columns) + j] * factors.Pointer[j])];
            var (constant, product) = (dn.Average(), dn.Zip(n, (d, z) => d * z).Average());
            for (var j = 0; j < columns; j++)
            {
                normal[(row * columns) + j] = n[j];
                back[(row * columns) + j] = scale * (dn[j] - constant - (n[j] * product));
            }
        }

        Compare(normal, x, rows, columns, 2e-3);
        Compare(back, gradient, rows, columns, 5e-3);
    }

    private static MatrixView View(FloatBuffer buffer, int rows, int columns) => new(buffer.Pointer, rows, columns, FloatBuffer.Pad(columns));

    /// <summary>Compares what is inside, and looks whether the padding is still 0.</summary>
    private static void Compare(double[] expected, FloatBuffer actual, int rows, int columns, double tolerance)
    {
        var stride = FloatBuffer.Pad(columns);
        for (var i = 0; i < rows * stride; i++)
        {
            var (row, column) = Math.DivRem(i, stride);
            Assert.Equal(column < columns ? expected[(row * columns) + column] : 0, actual.Pointer[i], tolerance);
        }
    }

    [Fact]
    public void Best_OnThisMachine_HasTheWidestFastVectors() =>
        Assert.Equal(System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 16 : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 8 : 4, KernelSet.Best.Width);
}
