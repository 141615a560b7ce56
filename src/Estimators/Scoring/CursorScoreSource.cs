using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>Reads a cursor ahead and predicts its rows in batches.</summary>
internal sealed class CursorScoreSource(DataViewRowCursor cursor, BatchScorer scorer) : IScoreSource
{
    private readonly ValueGetter<DataViewRowId> _id = cursor.GetIdGetter();

    public void Fill(ScoreBlock block)
    {
        var count = 0;
        while (count < block.Capacity && cursor.MoveNext())
        {
            scorer.Read(count);
            _id(ref block.Ids[count++]);
        }

        block.Count = count;
        if (count > 0)
        {
            scorer.Score(count, block);
        }
    }

    public void Dispose()
    {
        scorer.Dispose();
        cursor.Dispose();
    }
}
