namespace MLNetTuning.Estimators.Scoring;

/// <summary>Predicts the current row of a row it is bound to. Used by one thread.</summary>
internal interface IRowScorer : IDisposable
{
    /// <summary>Writes the current row's prediction to place 0 of the block.</summary>
    void Score(ScoreBlock block);
}
