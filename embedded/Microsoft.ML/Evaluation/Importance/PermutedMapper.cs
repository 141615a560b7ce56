namespace Microsoft.ML.Data;

/// <summary>Replaces one slot of a vector column by other values, one a row in the order of the rows.</summary>
internal sealed class PermutedMapper(DataViewSchema schema, DataViewSchema.Column features, int slot, float[] values) : RowMapper(schema)
{
    public override DataViewSchema.DetachedColumn[] CreateColumns() => [new(features.Name, features.Type, features.Annotations)];

    public override IEnumerable<int> GetDependencies(int output) => [features.Index];

    protected override Delegate CreateGetter(DataViewRow input, int output)
    {
        var getter = input.GetGetter<VBuffer<float>>(features);
        VBuffer<float> source = default;
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            getter(ref source);
            var editor = VBufferEditor.Create(ref value, source.Length);
            source.CopyTo(editor.Values);
            editor.Values[slot] = values[(int)input.Position];
            value = editor.Commit();
        });
    }
}
