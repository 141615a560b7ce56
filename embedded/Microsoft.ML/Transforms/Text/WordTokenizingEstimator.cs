using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Splits text into words. Learns nothing from data.</summary>
public sealed class WordTokenizingEstimator : IEstimator<WordTokenizingTransformer>
{
    private readonly WordTokenizingTransformer _transformer;

    internal WordTokenizingEstimator((string Output, string Input)[] columns, char[]? separators)
    {
        if (separators is { Length: 0 })
        {
            throw new ArgumentException("Give at least one separator, or null for the space.", nameof(separators));
        }

        _transformer = new WordTokenizingTransformer(columns, new string(separators ?? [' ']));
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public WordTokenizingTransformer Fit(IDataView input)
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
        return inputSchema.With(_transformer.ColumnPairs.Select(pair => new SchemaShape.Column(
            pair.Output,
            SchemaShape.Column.VectorKind.VariableVector,
            TextColumns.Check(inputSchema.Find(pair.Input), TextColumns.AnyText).ItemType,
            false)));
    }
}
