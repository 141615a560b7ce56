namespace MLNetTuning.Estimators.Scoring;

/// <summary>Bound to a row or cursor: collects the inputs of several rows, then predicts them at once. Used by one thread.</summary>
internal abstract class BatchScorer : IRowScorer
{
    /// <summary>Copies the current row's inputs to place <paramref name="slot"/>.</summary>
    public abstract void Read(int slot);

    /// <summary>Predicts the first <paramref name="count"/> rows collected.</summary>
    public abstract void Score(int count, ScoreBlock block);

    public void Score(ScoreBlock block)
    {
        Read(0);
        Score(1, block);
    }

    public void Dispose()
    {
    }
}
