using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>Joins columns of one item type into a vector column.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string Kind = "Concatenate";

    internal ColumnConcatenatingTransformer(string name, string[] sources)
    {
        Name = name;
        Sources = sources;
    }

    internal string Name { get; }

    internal string[] Sources { get; }

    internal static ITransformer Load(ModelReader reader, MLContext context) =>
        new ColumnConcatenatingTransformer(reader.ReadString(), reader.ReadStrings());

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new ConcatenateMapper(schema, Name, Sources);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(Name);
        ctx.Writer.WriteArray(Sources);
    }
}
