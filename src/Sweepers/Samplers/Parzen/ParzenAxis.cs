using MLNetTuning.Sweepers.Samplers.Models;

namespace MLNetTuning.Sweepers.Samplers.Parzen;

/// <summary>One dimension of a Parzen density: what each kernel says about a coordinate.</summary>
/// <remarks>A kernel in which the parameter is inactive says nothing: it counts as the uniform distribution.</remarks>
internal abstract class ParzenAxis
{
    /// <summary>Adds to each kernel's sum the logarithm of its density (or of its mass, for a discrete value) at a coordinate.</summary>
    public abstract void AddLogs(double unit, Span<double> sums);

    /// <summary>The logarithm of the weighted mixture of the kernels in which the parameter is active, up to a constant that is the same everywhere.</summary>
    public abstract double LogMixture(double unit);

    /// <summary>A draw from one kernel.</summary>
    public abstract double Sample(int kernel, SeededRandom random);

    /// <summary>The axis that fits a dimension.</summary>
    public static ParzenAxis Of(Dimension dimension, Kernels kernels, int index) => dimension.Kind switch
    {
        DimensionKind.Categories => TableAxis.OfCategories(dimension, kernels, index),
        DimensionKind.Cells => TableAxis.OfCells(dimension, kernels, index, KernelWidths.Of(kernels, index)),
        _ => new ContinuousAxis(kernels, index, KernelWidths.Of(kernels, index)),
    };
}
