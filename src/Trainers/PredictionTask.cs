namespace MLNetTuning.Trainers;

/// <summary>What a model predicts, and so what its labels mean.</summary>
public enum PredictionTask
{
    /// <summary>Two classes; labels are 0 or 1.</summary>
    Binary,

    /// <summary>K classes; labels are 0 to K-1.</summary>
    Multiclass,

    /// <summary>A real number.</summary>
    Regression,
}
