using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A data view with columns selected.</summary>
internal sealed class SelectionDataView(IDataView input, SelectionMapper mapper) : IOrderedRows
{
    public DataViewSchema Schema => mapper.OutputSchema;

    public bool CanShuffle => input.CanShuffle;

    public bool CanOrder => RowOrder.CanOrder(input);

    public long? GetRowCount() => input.GetRowCount();

    public int CountRows() => ((IOrderedRows)input).CountRows();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = ActiveColumns.Flags(Schema, columnsNeeded);
        return new SelectionCursor(mapper, input.GetRowCursor(Needed(active), rand), active);
    }

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, int[] rows)
    {
        var active = ActiveColumns.Flags(Schema, columnsNeeded);
        return new SelectionCursor(mapper, ((IOrderedRows)input).GetRowCursor(Needed(active), rows), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var active = ActiveColumns.Flags(Schema, columnsNeeded);
        return Array.ConvertAll(input.GetRowCursorSet(Needed(active), n, rand), cursor => (DataViewRowCursor)new SelectionCursor(mapper, cursor, active));
    }

    private IEnumerable<DataViewSchema.Column> Needed(bool[] active) => mapper.GetDependencies(ActiveColumns.Of(Schema, active));
}
