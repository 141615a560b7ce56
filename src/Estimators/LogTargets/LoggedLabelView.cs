using Microsoft.ML;
using MLNetTuning.Estimators.Data;

namespace MLNetTuning.Estimators.LogTargets;

/// <summary>A data view whose label is the natural logarithm of what it was.</summary>
internal sealed class LoggedLabelView(IDataView source, DataViewSchema.Column label) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => Logged(source.GetRowCursor(columnsNeeded, rand));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        Array.ConvertAll(source.GetRowCursorSet(columnsNeeded, n, rand), Logged);

    private DataViewRowCursor Logged(DataViewRowCursor cursor) => new ReplacedColumnCursor(cursor, label.Index, Getter);

    private Delegate Getter(DataViewRowCursor cursor)
    {
        var read = cursor.GetGetter<float>(label);
        return (ValueGetter<float>)((ref float value) =>
        {
            read(ref value);
            value = MathF.Log(value);
        });
    }
}
