using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>What all layers of a network in training share.</summary>
/// <param name="Kernels">The kernels.</param>
/// <param name="Team">The workers.</param>
/// <param name="Store">The parameters.</param>
/// <param name="BatchSize">The most rows of a batch.</param>
internal sealed record Workplace(KernelSet Kernels, WorkerTeam Team, ParameterStore Store, int BatchSize)
{
    /// <summary>Whether each member of an ensemble has batches of its own.</summary>
    public bool SeparateBatches { get; init; }

    /// <summary>Room for the rows of a batch, so many for each of them.</summary>
    public FloatBuffer Rows(int copies, int columns) => new(checked(BatchSize * copies * FloatBuffer.Pad(columns)));
}
