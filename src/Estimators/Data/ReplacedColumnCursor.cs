using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Data;

/// <summary>A cursor that hands out other values in one column.</summary>
/// <param name="inner">The cursor.</param>
/// <param name="replaced">The column's place.</param>
/// <param name="getter">Makes the column's getter, of the column's type.</param>
internal sealed class ReplacedColumnCursor(DataViewRowCursor inner, int replaced, Func<DataViewRowCursor, Delegate> getter) : DataViewRowCursor
{
    public override long Position => inner.Position;

    public override long Batch => inner.Batch;

    public override DataViewSchema Schema => inner.Schema;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        column.Index == replaced ? (ValueGetter<TValue>)getter(inner) : inner.GetGetter<TValue>(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => inner.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => inner.IsColumnActive(column);

    public override bool MoveNext() => inner.MoveNext();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
