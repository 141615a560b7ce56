namespace Microsoft.ML.Data;

/// <summary>Objects as a row, one after another.</summary>
internal sealed class TypedRow<TRow>(TypedMember[] members) : DataViewRow
    where TRow : class
{
    private readonly ObjectPointer<TRow> _pointer = new();
    private long _position = -1;

    public override DataViewSchema Schema { get; } =
        DataViewSchema.Create(Array.ConvertAll(members, static m => new DataViewSchema.DetachedColumn(m.Name, m.Type, m.Annotations)));

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>Moves on to another object: what was computed for the one before is void.</summary>
    public void MoveTo(TRow row)
    {
        _pointer.Current = row;
        _position++;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < Schema.Count;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        RowGetters.Cast<TValue>(TypedReader<TRow>.CreateGetter(members[column.Index], _pointer), Schema[column.Index]);
}
