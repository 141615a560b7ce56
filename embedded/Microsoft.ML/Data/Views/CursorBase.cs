namespace Microsoft.ML.Data;

/// <summary>What all our cursors have in common: the checks of columns and types.</summary>
internal abstract class CursorBase(DataViewSchema schema, bool[] active) : DataViewRowCursor
{
    public override DataViewSchema Schema => schema;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => active[Checked(column)];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        RowGetters.Cast<TValue>(GetGetter(RowGetters.CheckActive(schema, active, column)), schema[column.Index]);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the raw type of the column.</summary>
    protected abstract Delegate GetGetter(int column);

    private int Checked(DataViewSchema.Column column) => column.Index < active.Length
        ? column.Index
        : throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not of this schema.");
}
