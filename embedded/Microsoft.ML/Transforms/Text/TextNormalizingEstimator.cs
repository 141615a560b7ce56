using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Normalizes text: case, diacritical marks, punctuation, numbers. Learns nothing from data.</summary>
public sealed class TextNormalizingEstimator : IEstimator<TextNormalizingTransformer>
{
    private readonly TextNormalizingTransformer _transformer;

    internal TextNormalizingEstimator((string Output, string Input)[] columns, TextNormalizingSettings settings)
    {
        if (!Enum.IsDefined(settings.Case))
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.Case, $"caseMode is one of {string.Join(", ", Enum.GetNames<CaseMode>())}.");
        }

        _transformer = new TextNormalizingTransformer(columns, settings);
    }

    /// <summary>What becomes of upper and lower case, by the rules of the invariant culture.</summary>
    public enum CaseMode
    {
        /// <summary>All becomes lower case.</summary>
        Lower = 0,

        /// <summary>All becomes upper case.</summary>
        Upper = 1,

        /// <summary>Case stays as it is.</summary>
        None = 2,
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public TextNormalizingTransformer Fit(IDataView input)
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
            return new SchemaShape.Column(pair.Output, TextColumns.Varying(column.Kind), column.ItemType, false);
        }));
    }
}
