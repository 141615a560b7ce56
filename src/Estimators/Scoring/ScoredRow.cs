using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>One row with predictions added, predicted when first asked for at each position.</summary>
internal sealed class ScoredRow(ScoredRowColumns columns, DataViewRow row, IRowScorer? scorer, int outputs) : DataViewRow
{
    private readonly ScoreBlock _block = new(1, outputs);
    private long _scoredPosition = -1;

    public override long Position => row.Position;

    public override long Batch => row.Batch;

    public override DataViewSchema Schema => columns.Schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => columns.Getter<TValue>(column, row, _block, Current);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            scorer?.Dispose();
            row.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Current()
    {
        if (_scoredPosition != row.Position)
        {
            scorer!.Score(_block);
            _scoredPosition = row.Position;
        }

        return 0;
    }
}
