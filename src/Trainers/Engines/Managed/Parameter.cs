using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>One array of a network and its place in a <see cref="ParameterStore"/>.</summary>
/// <param name="tensor">What the array is.</param>
/// <param name="offset">Index of its first float.</param>
internal sealed class Parameter(TensorLayout tensor, int offset)
{
    // Rows that share a worker: the transpose of a matrix is written by the cache line.
    private const int BlockRows = 16;

    public TensorLayout Tensor { get; } = tensor;

    public int Offset { get; } = offset;

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; } = FloatBuffer.Pad(tensor.Columns);

    /// <summary>Factor of the learning rate.</summary>
    public float RateFactor { get; set; } = 1;

    /// <summary>Factor of decay and penalties.</summary>
    public float DecayFactor { get; set; } = 1;

    /// <summary>See <see cref="UpdateArguments.Parametrisation"/>.</summary>
    public float Parametrisation { get; set; } = 1;

    public static int PaddedLength(TensorLayout tensor) => checked(tensor.Rows * FloatBuffer.Pad(tensor.Columns));

    /// <summary>The rows a worker updates.</summary>
    public RowRange Share(int worker, int workers) => RowRange.Share(Tensor.Rows, worker, workers, BlockRows);
}
