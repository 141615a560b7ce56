using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>What one worker knows about the present step.</summary>
internal struct StepContext
{
    /// <summary>This worker's number from 0.</summary>
    public int Worker;

    /// <summary>Rows of the whole batch.</summary>
    public int BatchRows;

    /// <summary>This worker's rows of it.</summary>
    public RowRange Rows;

    /// <summary>Steps done before this one.</summary>
    public long Step;

    public int Seed;

    /// <summary>Weight of the batch in running statistics.</summary>
    public float StatisticsMomentum;

    public StepNumbers Numbers;
}
