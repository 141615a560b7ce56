namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>Scores one row with all trees of a model. Safe for many threads at once; additions happen in tree order.</summary>
internal interface IRowPredictor
{
    /// <summary>Scores a row.</summary>
    /// <param name="row">In: the values; NaN stands for missing.</param>
    /// <param name="rawScores">Out: one score an output.</param>
    void PredictRow(ReadOnlySpan<float> row, Span<float> rawScores);
}
