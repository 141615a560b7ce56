using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Turns text into the keys of its characters. Learns nothing from data.</summary>
public sealed class TokenizingByCharactersEstimator : IEstimator<TokenizingByCharactersTransformer>
{
    private readonly TokenizingByCharactersTransformer _transformer;

    internal TokenizingByCharactersEstimator((string Output, string Input)[] columns, bool useMarkerCharacters)
    {
        _transformer = new TokenizingByCharactersTransformer(columns, useMarkerCharacters);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public TokenizingByCharactersTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_transformer.ColumnPairs.Select(pair =>
        {
            var column = TextColumns.Check(inputSchema.Find(pair.Input), TextColumns.AnyText);
            var annotations = new SchemaShape([.. column.Annotations.Keep(AnnotationUtils.Kinds.SlotNames), Shapes.KeyValues(TextDataViewType.Instance)]);
            return new SchemaShape.Column(pair.Output, SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.UInt16, true, annotations);
        }));
    }
}
