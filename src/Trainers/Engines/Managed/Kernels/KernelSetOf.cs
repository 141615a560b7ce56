using System.Runtime.CompilerServices;
using MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The kernels on one kind of vector.</summary>
internal sealed unsafe class KernelSetOf<TSimd, TVector> : KernelSet
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <inheritdoc/>
    public override int Width => TSimd.Width;

    /// <inheritdoc/>
    public override void Multiply(in MatrixView a, in MatrixView b, in MatrixView c) => MatrixProduct<TSimd, TVector>.Multiply(a, b, c);

    /// <inheritdoc/>
    public override void Update(in UpdateArguments arguments) => OptimizerKernel<TSimd, TVector>.Update(arguments);

    /// <inheritdoc/>
    public override BlockKernel Block(Activation activation) => activation switch
    {
        Activation.ReLU => Of<ReLU<TSimd, TVector>>(),
        Activation.LeakyReLU => Of<LeakyReLU<TSimd, TVector>>(),
        Activation.Elu => Of<Elu<TSimd, TVector>>(),
        Activation.Selu => Of<Selu<TSimd, TVector>>(),
        Activation.Gelu => Of<Gelu<TSimd, TVector>>(),
        Activation.SiLU => Of<SiLU<TSimd, TVector>>(),
        Activation.Mish => Of<Mish<TSimd, TVector>>(),
        Activation.Tanh => Of<Tanh<TSimd, TVector>>(),
        Activation.Sigmoid => Of<Sigmoid<TSimd, TVector>>(),
        Activation.Softplus => Of<Softplus<TSimd, TVector>>(),
        Activation.Identity => Of<Identity<TSimd, TVector>>(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Name a member of Activation."),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Moments(in MatrixView x, float* shift, float* sums)
    {
        var stride = FloatBuffer.Pad(x.Columns);
        for (var column = 0; column < stride; column += TSimd.Width)
        {
            var centre = TSimd.Load(shift + column);
            TVector sum = TSimd.Zero, square = TSimd.Zero;
            var source = x.Values + column;
            for (var row = x.Rows; row > 0; row--)
            {
                var value = TSimd.Subtract(TSimd.Load(source), centre);
                sum = TSimd.Add(sum, value);
                square = TSimd.MultiplyAdd(value, value, square);
                source += x.RowStride;
            }

            TSimd.Store(sums + column, sum);
            TSimd.Store(sums + stride + column, square);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void NormBackward(in MatrixView gradient, in MatrixView linear, float* coefficients)
    {
        var stride = FloatBuffer.Pad(gradient.Columns);
        for (var column = 0; column < stride; column += TSimd.Width)
        {
            var c0 = TSimd.Load(coefficients + column);
            var c1 = TSimd.Load(coefficients + stride + column);
            var c2 = TSimd.Load(coefficients + (2 * stride) + column);
            var target = gradient.Values + column;
            var source = linear.Values + column;
            for (var row = gradient.Rows; row > 0; row--)
            {
                var value = TSimd.MultiplyAdd(TSimd.Load(source), c2, c0);
                TSimd.Store(target, TSimd.MultiplyAdd(TSimd.Load(target), c1, value));
                target += gradient.RowStride;
                source += linear.RowStride;
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ColumnSums(in MatrixView x, float* sums)
    {
        for (var column = 0; column < FloatBuffer.Pad(x.Columns); column += TSimd.Width)
        {
            var sum = TSimd.Zero;
            var source = x.Values + column;
            for (var row = x.Rows; row > 0; row--)
            {
                sum = TSimd.Add(sum, TSimd.Load(source));
                source += x.RowStride;
            }

            TSimd.Store(sums + column, sum);
        }
    }

    /// <inheritdoc/>
    public override void Add(in MatrixView a, in MatrixView b, in MatrixView target) => RowKernels<TSimd, TVector>.Add(a, b, target);

    /// <inheritdoc/>
    public override void NormaliseRows(in MatrixView x, float epsilon, float* inverse) => RowKernels<TSimd, TVector>.Normalise(x, epsilon, inverse);

    /// <inheritdoc/>
    public override void NormaliseRowsBackward(in MatrixView gradient, in MatrixView normalised, float* inverse, float* factors) =>
        RowKernels<TSimd, TVector>.Backward(gradient, normalised, inverse, factors);

    /// <inheritdoc/>
    public override double SquareSum(in UpdateArguments arguments) => OptimizerKernel<TSimd, TVector>.SquareSum(arguments);

    /// <inheritdoc/>
    public override PeriodicKernel Periodic { get; } = new PeriodicKernelOf<TSimd, TVector>();

    private static BlockKernel Of<TActivation>()
        where TActivation : struct, IActivation<TVector> => new BlockKernelOf<TSimd, TVector, TActivation>();
}
