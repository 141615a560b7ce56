namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The elementwise passes of a block with one activation, forward and backward.</summary>
internal abstract class BlockKernel
{
    /// <summary>Writes the output of some rows.</summary>
    public abstract void Forward(in BlockArguments arguments, RowRange rows);

    /// <summary>Turns the gradient of some rows from the output's to the activation input's, and sums it.</summary>
    public abstract void Backward(in BlockArguments arguments, RowRange rows);
}
