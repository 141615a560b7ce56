using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>What one worker knows about the present step.</summary>
internal unsafe struct StepContext
{
    public StepContext()
    {
    }

    /// <summary>This worker's number from 0.</summary>
    public int Worker;

    /// <summary>Rows of the whole batch.</summary>
    public int BatchRows;

    /// <summary>This worker's rows of it.</summary>
    public RowRange Rows;

    /// <summary>Steps done before this one.</summary>
    public long Step;

    public int Seed;

    /// <summary>The least weight of the batch in running statistics.</summary>
    public float LeastMomentum;

    /// <summary>Dropout of every block instead of its own; NaN for its own.</summary>
    public float Dropout = float.NaN;

    /// <summary>Factor of every dropout.</summary>
    public float DropoutFactor = 1;

    /// <summary>Penalty of the squared outputs of every block, per row and unit.</summary>
    public float ActivityPenalty;

    public StepNumbers Numbers;

    /// <summary>A worker's rows in a buffer with so many rows for each of the batch.</summary>
    public readonly MatrixView View(FloatBuffer buffer, int copies, int columns)
    {
        var stride = FloatBuffer.Pad(columns);
        return new MatrixView(buffer.Pointer + ((nint)Rows.Start * copies * stride), Rows.Count * copies, columns, stride);
    }

    /// <summary>The dropout of a block that is specified with <paramref name="rate"/>.</summary>
    public readonly float DropoutOf(float rate) => DropoutFactor * (float.IsNaN(Dropout) ? rate : Dropout);
}
