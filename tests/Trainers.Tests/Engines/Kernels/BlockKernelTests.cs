using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Tests.Engines.Kernels;

public unsafe class BlockKernelTests
{
    private const int Rows = 13;
    private const int Columns = 37;
    private static readonly int Stride = FloatBuffer.Pad(Columns);

    public static TheoryData<int, Activation, float, bool> Cases()
    {
        var data = new TheoryData<int, Activation, float, bool>();
        foreach (var width in KernelSets.Widths)
        {
            foreach (var activation in Enum.GetValues<Activation>())
            {
                data.Add(width, activation, 0, false);
                data.Add(width, activation, 0.3f, false);
                data.Add(width, activation, 0, true);
                data.Add(width, activation, 0.3f, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_EveryActivation_AgreesWithNaive(int width, Activation activation, float dropout, bool isParametric)
    {
        var block = new Memory(dropout, isParametric);
        KernelSets.Of(width).Block(activation).Forward(block.Arguments, new RowRange(0, Rows));
        var keep = block.Arguments.Dropout.Scale;
        var dropped = 0;
        for (var i = 0; i < Rows * Columns; i++)
        {
            var (row, column) = Math.DivRem(i, Columns);
            var actual = block.At(block.Arguments.Output, row, column);
            var expected = keep * block.Activate(activation, block.Input(row, column), column);
            if (dropout > 0 && actual == 0 && expected != 0)
            {
                dropped++;
            }
            else
            {
                Assert.Equal(expected, actual, 2e-6 * (1 + Math.Abs(expected)));
            }
        }

        Assert.Equal(dropout > 0, dropped > 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_EveryActivation_AgreesWithCentralDifferences(int width, Activation activation, float dropout, bool isParametric)
    {
        var block = new Memory(dropout, isParametric);
        var kernel = KernelSets.Of(width).Block(activation);
        var gradients = KernelSets.Random(Rows * Stride, 9);
        gradients.CopyTo(block.Gradient.Span);
        kernel.Forward(block.Arguments, new RowRange(0, Rows));
        kernel.Backward(block.Arguments, new RowRange(0, Rows));
        for (var column = 0; column < Columns; column++)
        {
            double sum = 0, product = 0, share = 0;
            for (var row = 0; row < Rows; row++)
            {
                var input = block.Input(row, column);
                var slope = (block.Activate(activation, input + 1e-6, column) - block.Activate(activation, input - 1e-6, column)) / 2e-6;
                var isKept = block.At(block.Arguments.Output, row, column) != 0;
                var expected = isKept ? gradients[(row * Stride) + column] * slope * block.Arguments.Dropout.Scale : 0;
                Assert.Equal(expected, block.At(block.Arguments.Gradient, row, column), 1e-5);
                sum += expected;
                product += expected * block.Normalised(row, column);
                share += isKept ? gradients[(row * Stride) + column] * block.Arguments.Dropout.Scale * (ReferenceNetwork.Activate(activation, input) - input) : 0;
            }

            Assert.Equal(sum, block.Arguments.Sums[column], 1e-4);
            Assert.Equal(product, block.Arguments.Sums[Stride + column], 1e-4);
            if (isParametric)
            {
                Assert.Equal(share, block.Arguments.Sums[(2 * Stride) + column], 2e-4);
            }
        }
    }

    [Fact]
    public void Forward_RowsInParts_DropsTheSame()
    {
        var whole = new Memory(0.5f, false);
        var parts = new Memory(0.5f, false);
        var kernel = KernelSet.Best.Block(Activation.ReLU);
        kernel.Forward(whole.Arguments, new RowRange(0, Rows));
        kernel.Forward(parts.Arguments, new RowRange(0, 5));
        kernel.Forward(parts.Arguments, new RowRange(5, Rows - 5));
        Assert.Equal(whole.Output.Span.ToArray(), parts.Output.Span.ToArray());
    }

    [Fact]
    public void Forward_ManyRows_DropsTheShareAskedFor()
    {
        const int Many = 4000;
        var linear = KernelSets.Buffer(Many * 32);
        linear.Span.Fill(1);
        var output = KernelSets.Buffer(Many * 32);
        var ones = KernelSets.Buffer(32);
        ones.Span.Fill(1);
        var zeros = KernelSets.Buffer(32);
        var arguments = new BlockArguments
        {
            Linear = linear.Pointer,
            Output = output.Pointer,
            Scale = ones.Pointer,
            Shift = zeros.Pointer,
            Stride = 32,
        };
        for (var step = 0; step < 3; step++)
        {
            arguments.Dropout = DropoutKey.For(0.2f, 7, step, 0);
            KernelSet.Best.Block(Activation.ReLU).Forward(arguments, new RowRange(0, Many));
            for (var column = 0; column < 32; column++)
            {
                // 0.2 +- 4.7 standard errors.
                var share = Enumerable.Range(0, Many).Count(row => output.Span[(row * 32) + column] == 0) / (double)Many;
                Assert.InRange(share, 0.17, 0.23);
            }
        }
    }

    private sealed class Memory
    {
        private readonly FloatBuffer _columns = KernelSets.Buffer(5 * Stride);
        private readonly FloatBuffer _sums = KernelSets.Buffer(3 * Stride);
        private readonly FloatBuffer _linear = KernelSets.Padded(KernelSets.Random(Rows * Columns, 4, 3), Rows, Columns);

        public Memory(float dropout, bool isParametric)
        {
            KernelSets.Random(5 * Stride, 6).CopyTo(_columns.Span);
            Arguments = new BlockArguments
            {
                Linear = _linear.Pointer,
                Output = Output.Pointer,
                Gradient = Gradient.Pointer,
                Scale = _columns.Pointer,
                Shift = _columns.Pointer + Stride,
                InverseDeviation = _columns.Pointer + (2 * Stride),
                NormalShift = _columns.Pointer + (3 * Stride),
                Slopes = isParametric ? _columns.Pointer + (4 * Stride) : null,
                Sums = _sums.Pointer,
                Stride = Stride,
                Dropout = DropoutKey.For(dropout, 1, 2, 3),
            };
        }

        public FloatBuffer Output { get; } = KernelSets.Buffer(Rows * Stride);

        public FloatBuffer Gradient { get; } = KernelSets.Buffer(Rows * Stride);

        public BlockArguments Arguments { get; }

        public float At(float* values, int row, int column) => values[(row * Stride) + column];

        public double Activate(Activation activation, double x, int column) =>
            x + ((Arguments.Slopes is null ? 1 : Arguments.Slopes[column]) * (ReferenceNetwork.Activate(activation, x) - x));

        public double Input(int row, int column) =>
            ((double)_linear.Pointer[(row * Stride) + column] * Arguments.Scale[column]) + Arguments.Shift[column];

        public double Normalised(int row, int column) =>
            ((double)_linear.Pointer[(row * Stride) + column] * Arguments.InverseDeviation[column]) + Arguments.NormalShift[column];
    }
}
