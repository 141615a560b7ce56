using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Drops the common words of English.</summary>
public sealed class StopWordsRemovingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "RemoveDefaultStopWords";

    internal StopWordsRemovingTransformer((string Output, string Input)[] columns)
        : base(columns)
    {
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) => new StopWordsRemovingTransformer(NamePairs.Read(reader));

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new StopWordMapper(schema, ColumnPairs, EnglishStopWords.Set);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
    }
}
