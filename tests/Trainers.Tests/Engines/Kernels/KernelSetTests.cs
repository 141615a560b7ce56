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

    [Fact]
    public void Best_OnThisMachine_HasTheWidestFastVectors() =>
        Assert.Equal(System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 16 : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 8 : 4, KernelSet.Best.Width);
}
