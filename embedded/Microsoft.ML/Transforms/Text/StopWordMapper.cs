using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Drops stop words from vectors of words.</summary>
internal sealed class StopWordMapper : OneToOneMapper
{
    private readonly StopWordSet _words;

    public StopWordMapper(DataViewSchema schema, (string Output, string Input)[] pairs, StopWordSet words)
        : base(schema, pairs)
    {
        TextColumns.Check(Sources, TextColumns.VectorOfText, vectorOnly: true);
        _words = words;
    }

    public static SchemaShape Shape(SchemaShape inputSchema, (string Output, string Input)[] pairs)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(pairs.Select(pair => new SchemaShape.Column(
            pair.Output,
            SchemaShape.Column.VectorKind.VariableVector,
            TextColumns.Check(inputSchema.Find(pair.Input), TextColumns.VectorOfText, vectorOnly: true).ItemType,
            false)));
    }

    protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source) =>
        new(name, new VectorDataViewType(TextDataViewType.Instance));

    protected override Delegate CreateGetter(DataViewRow input, int output) =>
        _words.Filter(input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(input.Schema[Sources[output].Index]));
}
