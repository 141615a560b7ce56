using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Drops words of a list of your own. Learns nothing from data.</summary>
public sealed class CustomStopWordsRemovingEstimator : IEstimator<CustomStopWordsRemovingTransformer>
{
    private readonly CustomStopWordsRemovingTransformer _transformer;

    internal CustomStopWordsRemovingEstimator((string Output, string Input)[] columns, string[] stopwords)
    {
        ArgumentNullException.ThrowIfNull(stopwords);
        if (!stopwords.Any(static w => !string.IsNullOrWhiteSpace(w)))
        {
            throw new ArgumentException("Name at least one stop word.", nameof(stopwords));
        }

        _transformer = new CustomStopWordsRemovingTransformer(columns, new StopWordSet(stopwords.Where(static w => w is not null)));
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public CustomStopWordsRemovingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no vector of text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => StopWordMapper.Shape(inputSchema, _transformer.ColumnPairs);

    /// <summary>Stop words of your own, for <see cref="TextFeaturizingEstimator"/>.</summary>
    public sealed class Options : IStopWordsRemoverOptions
    {
        /// <summary>The words dropped, whatever their case. At least one.</summary>
        public string[]? StopWords;
    }
}
