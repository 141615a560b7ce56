namespace Microsoft.ML.Data;

/// <summary>How a chain is kept in a model file: the scopes, then every transformer as a part of its own.</summary>
internal static class TransformerChainFile
{
    public const string Kind = "TransformerChain";

    public static void Save(ModelSaveContext ctx, ITransformer[] transformers, TransformerScope[] scopes)
    {
        ctx.SetKind(Kind);
        ctx.Writer.WriteArray(scopes.Select(static s => (int)s).ToArray());
        foreach (var transformer in transformers)
        {
            ctx.SaveChild(transformer);
        }
    }

    public static ITransformer Load(ModelReader reader, MLContext context)
    {
        var scopes = reader.ReadArray<int>();
        var transformers = new ITransformer[scopes.Length];
        for (var i = 0; i < transformers.Length; i++)
        {
            transformers[i] = reader.LoadChild(context);
        }

        return new TransformerChain<ITransformer>(transformers, scopes.Select(static s => (TransformerScope)s));
    }
}
