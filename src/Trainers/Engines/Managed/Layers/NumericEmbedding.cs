using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Embeds the first columns of the features into the first columns of the front. Keeps nothing between calls.</summary>
internal abstract unsafe class NumericEmbedding
{
    /// <summary>Floats of scratch that each call needs.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>The embedding of a network, or null.</summary>
    public static NumericEmbedding? Of(KernelSet kernels, ParameterStore store, NetworkSpec network) =>
        network.EmbeddedInputs == 0 ? null
        : network.NumericEmbedding!.IsPeriodic ? new PeriodicEmbedding(kernels, store, network)
        : new PiecewiseEmbedding(store, network);

    /// <param name="x">[in] Features.</param>
    /// <param name="output">[out] Rows of the front.</param>
    /// <param name="scratch">[out].</param>
    public abstract void Forward(in MatrixView x, in MatrixView output, float* scratch);

    /// <summary>Gives the parameters' gradients of a worker.</summary>
    /// <param name="x">[in] Features.</param>
    /// <param name="output">[in] As the forward pass left them.</param>
    /// <param name="gradient">[in] The gradient with respect to the front.</param>
    /// <param name="work">The worker, and its scratch (a float*).</param>
    public abstract void Backward(in MatrixView x, in MatrixView output, in MatrixView gradient, (int Worker, nint Scratch) work);
}
