namespace Microsoft.ML.Data;

/// <summary>What is inside a transformer chain, whatever its type argument.</summary>
internal interface ITransformerChain
{
    ITransformer[] Transformers { get; }

    TransformerScope[] Scopes { get; }
}
