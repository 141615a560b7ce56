using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Drops the common words of a language. Learns nothing from data.</summary>
public sealed class StopWordsRemovingEstimator : IEstimator<StopWordsRemovingTransformer>
{
    private readonly StopWordsRemovingTransformer _transformer;

    internal StopWordsRemovingEstimator((string Output, string Input)[] columns, Language language)
    {
        if (language != Language.English)
        {
            throw new ArgumentOutOfRangeException(nameof(language), language, "This host has stop words of English only. For another language give a list of your own: RemoveStopWords.");
        }

        _transformer = new StopWordsRemovingTransformer(columns);
    }

    /// <summary>Languages with a list of stop words.</summary>
    public enum Language
    {
        /// <summary>English.</summary>
        English = 0,
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public StopWordsRemovingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no vector of text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => StopWordMapper.Shape(inputSchema, _transformer.ColumnPairs);

    /// <summary>The stop words of a language, for <see cref="TextFeaturizingEstimator"/>.</summary>
    public sealed class Options : IStopWordsRemoverOptions
    {
        /// <summary>The language. Default English, the only one.</summary>
        public TextFeaturizingEstimator.Language Language = TextFeaturizingEstimator.Language.English;

        /// <summary>Starts with the defaults.</summary>
        public Options()
        {
        }
    }
}
