using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps categories to vectors by their hashes. Comes back from a model file as the chain of transformers it is made of.</summary>
public sealed class OneHotHashEncodingTransformer : ITransformer
{
    private readonly TransformerChain<ITransformer> _chain;

    internal OneHotHashEncodingTransformer(TransformerChain<ITransformer> chain)
    {
        _chain = chain;
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The schema after the transformation.</summary>
    /// <param name="inputSchema">The schema before.</param>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _chain.GetOutputSchema(inputSchema);

    /// <summary>The transformed data, computed as it is read.</summary>
    /// <param name="input">The data.</param>
    public IDataView Transform(IDataView input) => _chain.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => ((ITransformer)_chain).GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_chain).Save(ctx);
}
