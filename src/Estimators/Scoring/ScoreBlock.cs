using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>The predictions of a run of rows.</summary>
internal sealed class ScoreBlock(int capacity, int outputs)
{
    public int Capacity { get; } = capacity;

    public int Outputs { get; } = outputs;

    /// <summary>How many rows are filled.</summary>
    public int Count { get; set; }

    /// <summary>Row by row: the raw score (binary), the probabilities (multiclass), the value (regression).</summary>
    public float[] Scores { get; } = new float[capacity * outputs];

    /// <summary>Binary only: the probability of the positive class; unset when the model has none.</summary>
    public float[] Probabilities { get; } = new float[capacity];

    /// <summary>The ids of the rows, to see that both passes over the input are in step.</summary>
    public DataViewRowId[] Ids { get; } = new DataViewRowId[capacity];
}
