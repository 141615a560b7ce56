using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>One worker's rows of one group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Source">What the stage read.</param>
/// <param name="Gradient">The gradient with respect to the activation's input.</param>
/// <param name="Sums">All workers' backward sums.</param>
/// <param name="SumsStride">Floats from one worker's sums of this group to the next's.</param>
internal readonly unsafe record struct StagePart(int Group, MatrixView Source, MatrixView Gradient, nint Sums, int SumsStride)
{
    /// <summary>A worker's sums of this group.</summary>
    public float* SumsOf(int worker) => (float*)Sums + ((nint)worker * SumsStride);

    /// <summary>All workers' sums at an index, added in one order.</summary>
    public float Total(int workers, int index)
    {
        var total = 0f;
        for (var worker = 0; worker < workers; worker++)
        {
            total += SumsOf(worker)[index];
        }

        return total;
    }
}
