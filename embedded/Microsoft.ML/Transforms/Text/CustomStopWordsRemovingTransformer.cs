using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Drops words of a list.</summary>
public sealed class CustomStopWordsRemovingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "RemoveStopWords";

    private readonly StopWordSet _words;

    internal CustomStopWordsRemovingTransformer((string Output, string Input)[] columns, StopWordSet words)
        : base(columns)
    {
        _words = words;
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) =>
        new CustomStopWordsRemovingTransformer(NamePairs.Read(reader), new StopWordSet(reader.ReadStrings()));

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new StopWordMapper(schema, ColumnPairs, _words);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.WriteArray(_words.Words.ToArray());
    }
}
