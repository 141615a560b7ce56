namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>Periodic embeddings of numeric inputs, forward and backward.</summary>
internal abstract class PeriodicKernel
{
    /// <summary>Writes the embeddings of some rows.</summary>
    public abstract void Forward(in PeriodicArguments arguments, int rows);

    /// <summary>Gives the gradients of the parameters from that of the embeddings; nothing is kept between the passes.</summary>
    public abstract void Backward(in PeriodicArguments arguments, int rows);
}
