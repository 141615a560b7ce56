namespace MLNetTuning.Estimators.Scoring;

/// <summary>Predictions of the rows of one pass over a data view, block by block. Used by one thread.</summary>
internal interface IScoreSource : IDisposable
{
    /// <summary>Fills the block with the next rows; a count of 0 means the end.</summary>
    void Fill(ScoreBlock block);
}
