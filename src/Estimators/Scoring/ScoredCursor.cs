using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>Walks the input for its own columns while a second pass runs ahead and predicts in batches.</summary>
internal sealed class ScoredCursor(ScoredRowColumns columns, DataViewRowCursor rows, IScoreSource? source, ScoreBlock block) : DataViewRowCursor
{
    private readonly ValueGetter<DataViewRowId> _id = rows.GetIdGetter();
    private int _place = -1;

    public override long Position => rows.Position;

    public override long Batch => rows.Batch;

    public override DataViewSchema Schema => columns.Schema;

    public override bool MoveNext()
    {
        if (!rows.MoveNext())
        {
            return false;
        }

        if (source is not null && ++_place >= block.Count)
        {
            source.Fill(block);
            _place = 0;
        }

        CheckInStep();
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        columns.Getter<TValue>(column, rows, block, () => _place);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source?.Dispose();
            rows.Dispose();
        }

        base.Dispose(disposing);
    }

    private void CheckInStep()
    {
        if (source is null)
        {
            return;
        }

        DataViewRowId id = default;
        _id(ref id);
        if (block.Count == 0 || !id.Equals(block.Ids[_place]))
        {
            throw new InvalidOperationException(
                "The data gave other rows on a second reading, so predictions cannot be matched to them. Read the data into memory first (ml.Data.Cache, or a list for LoadFromEnumerable).");
        }
    }
}
