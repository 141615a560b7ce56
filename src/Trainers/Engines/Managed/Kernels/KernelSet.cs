using System.Runtime.Intrinsics;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>All kernels of one vector width.</summary>
internal abstract unsafe class KernelSet
{
    /// <summary>The widest this machine runs fast, chosen once.</summary>
    public static KernelSet Best { get; } =
        Vector512.IsHardwareAccelerated ? new KernelSetOf<Simd512, Vector512<float>>()
        : Vector256.IsHardwareAccelerated ? new KernelSetOf<Simd256, Vector256<float>>()
        : Vector128.IsHardwareAccelerated ? new KernelSetOf<Simd128, Vector128<float>>()
        : new KernelSetOf<SimdScalar, float>();

    /// <summary>Lanes of a vector.</summary>
    public abstract int Width { get; }

    /// <summary>c = a b. Columns of b and c are padded to 16.</summary>
    public abstract void Multiply(in MatrixView a, in MatrixView b, in MatrixView c);

    /// <summary>The passes of a block with this activation.</summary>
    public abstract BlockKernel Block(Activation activation);

    /// <summary>Sums over the rows of (x - shift), then (one stride on) of its square; columns are padded to 16.</summary>
    public abstract void Moments(in MatrixView x, float* shift, float* sums);

    /// <summary>gradient = c1 gradient + c2 linear + c0, column by column: batch norm's backward pass.</summary>
    /// <param name="gradient">[in and out].</param>
    /// <param name="linear">[in].</param>
    /// <param name="coefficients">[in] c0, c1, c2, one stride each.</param>
    public abstract void NormBackward(in MatrixView gradient, in MatrixView linear, float* coefficients);

    /// <summary>Sums over the rows; columns are padded to 16.</summary>
    public abstract void ColumnSums(in MatrixView x, float* sums);

    /// <summary>target = a + b; columns are padded to 16.</summary>
    public abstract void Add(in MatrixView a, in MatrixView b, in MatrixView target);

    /// <summary>Brings each row to mean 0 and variance 1 over its columns, in place; padding stays 0.</summary>
    /// <param name="x">[in and out].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="inverse">[out] Each row's reciprocal standard deviation.</param>
    public abstract void NormaliseRows(in MatrixView x, float epsilon, float* inverse);

    /// <summary>The backward pass of <see cref="NormaliseRows"/> and of a factor per column after it.</summary>
    /// <param name="gradient">[in and out].</param>
    /// <param name="normalised">[in] What the forward pass gave.</param>
    /// <param name="inverse">[in] As the forward pass gave them.</param>
    /// <param name="factors">[in] The factors.</param>
    public abstract void NormaliseRowsBackward(in MatrixView gradient, in MatrixView normalised, float* inverse, float* factors);

    /// <summary>The passes of a periodic embedding.</summary>
    public abstract PeriodicKernel Periodic { get; }

    /// <summary>The sum of squares of some parameters' gradients.</summary>
    public abstract double SquareSum(in UpdateArguments arguments);

    /// <summary>One step of the optimizer on some parameters.</summary>
    public abstract void Update(in UpdateArguments arguments);
}
