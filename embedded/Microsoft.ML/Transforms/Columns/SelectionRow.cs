using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A row with columns selected.</summary>
internal sealed class SelectionRow(SelectionMapper mapper, DataViewRow input, bool[] active) : DataViewRow
{
    public override DataViewSchema Schema => mapper.OutputSchema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        input.GetGetter<TValue>(input.Schema[mapper.Source(RowGetters.CheckActive(Schema, active, column))]);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }
    }
}
