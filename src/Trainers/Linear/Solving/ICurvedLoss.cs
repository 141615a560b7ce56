namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>A loss of one score per row with a second derivative.</summary>
internal interface ICurvedLoss : ILinearLoss
{
    /// <summary>Replaces each score by the second derivative there of a row of weight 1.</summary>
    void Curve(Span<float> scores);
}
