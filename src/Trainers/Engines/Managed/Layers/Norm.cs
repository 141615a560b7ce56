using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Where a stage's factors and summands come from, and what becomes of their gradients. There is a set of them for each group of members.</summary>
internal abstract class Norm
{
    /// <summary>Whether <see cref="Prepare"/> and <see cref="Backward"/> look at all workers' rows, so that workers must wait for each other before.</summary>
    public virtual bool IsShared => false;

    /// <summary>Looks at a worker's rows before the others are waited for.</summary>
    public virtual void Measure(in MatrixView source, in StepContext step, int group)
    {
    }

    /// <summary>Sets scale, shift, and what is summed backward.</summary>
    public abstract void Prepare(ref BlockArguments arguments, in StepContext step, int group);

    /// <summary>Turns the gradient after scale and shift into that of the source, in place, and gives the parameters' gradients.</summary>
    public abstract void Backward(in BlockArguments arguments, in StepContext step, in StagePart part);

    /// <summary>Brings running statistics up to date; for one worker.</summary>
    /// <param name="momentum">The weight of the batch.</param>
    /// <param name="isExact">Whether it is that weight, not only the least.</param>
    public virtual void UpdateStatistics(float momentum, bool isExact)
    {
    }
}
