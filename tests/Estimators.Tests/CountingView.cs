using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Tests;

/// <summary>A data view that counts how often and how far it is read.</summary>
internal sealed class CountingView(IDataView inner) : IDataView
{
    /// <summary>Cursors that have moved at least once.</summary>
    public int Passes { get; private set; }

    /// <summary>The row that some cursor has gone farthest to, from 1.</summary>
    public int Farthest { get; private set; }

    public bool CanShuffle => false;

    public DataViewSchema Schema => inner.Schema;

    public long? GetRowCount() => inner.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, inner.GetRowCursor(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(CountingView view, DataViewRowCursor rows) : DataViewRowCursor
    {
        private int _row;

        public override long Position => rows.Position;

        public override long Batch => rows.Batch;

        public override DataViewSchema Schema => rows.Schema;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => rows.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => rows.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => rows.IsColumnActive(column);

        public override bool MoveNext()
        {
            if (!rows.MoveNext())
            {
                return false;
            }

            view.Passes += _row == 0 ? 1 : 0;
            view.Farthest = Math.Max(view.Farthest, ++_row);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rows.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
