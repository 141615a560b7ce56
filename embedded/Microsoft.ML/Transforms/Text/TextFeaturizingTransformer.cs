using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Turns text into features. Comes back from a model file as the chain of transformers it is made of.</summary>
internal sealed class TextFeaturizingTransformer(TransformerChain<ITransformer> chain) : ITransformer
{
    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => chain.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => chain.Transform(input);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => ((ITransformer)chain).GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)chain).Save(ctx);
}
