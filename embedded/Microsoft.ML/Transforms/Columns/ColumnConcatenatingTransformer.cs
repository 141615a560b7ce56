using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>Joins columns of one item type into a vector column.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string Kind = "Concatenate";

    /// <summary>The kind in model files of a transformer whose slot names start with other names than the columns'.</summary>
    internal const string TaggedKind = "ConcatenateTagged";

    private readonly string[]? _tags;

    internal ColumnConcatenatingTransformer(string name, string[] sources, string[]? tags = null)
    {
        Name = name;
        Sources = sources;
        _tags = tags;
    }

    internal string Name { get; }

    internal string[] Sources { get; }

    internal static ITransformer Load(ModelReader reader, MLContext context) =>
        new ColumnConcatenatingTransformer(reader.ReadString(), ReadSources(reader));

    internal static ITransformer LoadTagged(ModelReader reader, MLContext context)
    {
        var transformer = new ColumnConcatenatingTransformer(reader.ReadString(), ReadSources(reader), reader.ReadStrings());
        return transformer.Sources.Length == transformer._tags!.Length
            ? transformer
            : throw reader.Corrupt($"{transformer.Sources.Length} columns meet {transformer._tags.Length} names");
    }

    private static string[] ReadSources(ModelReader reader) =>
        reader.ReadStrings() is { Length: > 0 } sources ? sources : throw reader.Corrupt("no columns are joined");

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new ConcatenateMapper(schema, Name, Sources, _tags ?? Sources);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(_tags is null ? Kind : TaggedKind);
        ctx.Writer.Write(Name);
        ctx.Writer.WriteArray(Sources);
        if (_tags is not null)
        {
            ctx.Writer.WriteArray(_tags);
        }
    }
}
