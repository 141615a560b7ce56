using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Copies columns under other names.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "CopyColumns";

    internal ColumnCopyingTransformer((string Output, string Input)[] columns)
        : base(columns)
    {
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) => new ColumnCopyingTransformer(NamePairs.Read(reader));

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
    }

    private sealed class Mapper(DataViewSchema schema, (string Output, string Input)[] pairs) : OneToOneMapper(schema, pairs)
    {
        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source) =>
            new(name, source.Type, source.Annotations);

        protected override Delegate CreateGetter(DataViewRow input, int output) => RowGetters.Get(input, input.Schema[Sources[output].Index]);
    }
}
