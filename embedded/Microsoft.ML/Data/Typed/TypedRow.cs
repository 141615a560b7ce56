namespace Microsoft.ML.Data;

/// <summary>An object as a row.</summary>
internal sealed class TypedRow<TRow>(DataViewSchema schema, TypedMember[] members, ObjectPointer<TRow> pointer) : DataViewRow
    where TRow : class
{
    public override DataViewSchema Schema => schema;

    public override long Position => pointer.Position;

    public override long Batch => 0;

    public override ValueGetter<DataViewRowId> GetIdGetter() => RowGetters.Constant(default(DataViewRowId));

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < schema.Count;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        RowGetters.Cast<TValue>(TypedReader<TRow>.CreateGetter(members[column.Index], pointer), schema[column.Index]);
}
