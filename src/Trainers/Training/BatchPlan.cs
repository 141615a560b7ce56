namespace MLNetTuning.Trainers.Training;

/// <summary>How the rows of an epoch are cut into batches.</summary>
internal readonly record struct BatchPlan
{
    public BatchPlan(int rows, int requested)
    {
        BatchSize = Math.Min(rows, requested > 0 ? requested : ByRule(rows));
        var rest = rows % BatchSize;

        // A small last batch gives batch norm a wild mean and the step too much weight.
        var keepsRest = rest >= Math.Max(8, BatchSize / 4);
        Batches = (rows / BatchSize) + (keepsRest ? 1 : 0);
        Rows = keepsRest ? rows : rows - rest;
    }

    /// <summary>Rows of every batch but perhaps the last.</summary>
    public int BatchSize { get; }

    /// <summary>Number of batches in an epoch.</summary>
    public int Batches { get; }

    /// <summary>Rows an epoch uses.</summary>
    public int Rows { get; }

    /// <summary>A power of two that grows with the row count.</summary>
    public static int ByRule(int rows) => rows switch
    {
        <= 1024 => 64,
        <= 8192 => 128,
        <= 30_000 => 256,
        <= 100_000 => 512,
        _ => 1024,
    };

    /// <summary>Rows of one batch.</summary>
    public int RowsOf(int batch) => Math.Min(BatchSize, Rows - (batch * BatchSize));
}
