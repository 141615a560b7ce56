using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>One array of a network and its place in a <see cref="ParameterStore"/>.</summary>
/// <param name="tensor">What the array is.</param>
/// <param name="offset">Index of its first float.</param>
internal sealed class Parameter(TensorLayout tensor, int offset)
{
    public TensorLayout Tensor { get; } = tensor;

    public int Offset { get; } = offset;

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; } = FloatBuffer.Pad(tensor.Columns);

    public static int PaddedLength(TensorLayout tensor) => checked(tensor.Rows * FloatBuffer.Pad(tensor.Columns));
}
