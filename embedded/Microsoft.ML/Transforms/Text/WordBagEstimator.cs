using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Splits text into words, learns their n-grams and counts them in every row.</summary>
public sealed class WordBagEstimator : IEstimator<ITransformer>
{
    private readonly string _output;
    private readonly string[] _inputs;
    private readonly NgramSettings _settings;
    private readonly int _maximumNumberOfKeys;

    internal WordBagEstimator(string outputColumnName, string[] inputColumnNames, Options options)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        if (inputColumnNames.Length == 0 || inputColumnNames.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("Name at least one input column, and none of them empty.", nameof(inputColumnNames));
        }

        _output = outputColumnName;
        _inputs = [.. inputColumnNames];
        _settings = NgramSettings.Create(options);
        _maximumNumberOfKeys = MaximumNumberOfKeys(options);
    }

    /// <summary>Learns words and n-grams, in two passes over the rows.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not text.</exception>
    public ITransformer Fit(IDataView input) => Chain().Fit(input);

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Chain().GetOutputSchema(inputSchema);

    /// <summary>How many different tokens are told apart: the first limit of the n-grams.</summary>
    internal static int MaximumNumberOfKeys(Options options) =>
        options.MaximumNgramsCount is { Length: > 0 } counts ? Math.Max(counts[0], 1) : NgramSettings.DefaultMaximumCount;

    /// <summary>Tokens become keys, and n-grams of keys are counted.</summary>
    internal static EstimatorChain<ITransformer> Bag((string Output, string Input)[] columns, NgramSettings settings, int maximumNumberOfKeys)
    {
        var same = Array.ConvertAll(columns, static pair => (pair.Output, pair.Output));
        var keys = new ValueToKeySettings(maximumNumberOfKeys, ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence, ValuesAsText: false);
        return new EstimatorChain<ITransformer>()
            .Append<ITransformer>(new ValueToKeyMappingEstimator(columns, keys, keyData: null))
            .Append<ITransformer>(new NgramExtractingEstimator(same, settings));
    }

    private EstimatorChain<ITransformer> Chain()
    {
        var chain = new EstimatorChain<ITransformer>();
        if (_inputs.Length > 1)
        {
            chain = chain.Append<ITransformer>(new ColumnConcatenatingEstimator(_output, _inputs));
        }

        return chain
            .Append<ITransformer>(new WordTokenizingEstimator([(_output, _inputs.Length > 1 ? _output : _inputs[0])], separators: null))
            .Append<ITransformer>(Bag([(_output, _output)], _settings, _maximumNumberOfKeys));
    }

    /// <summary>Which n-grams are taken and how they are weighted.</summary>
    public class Options
    {
        /// <summary>The longest n-gram, 1 to 10. Default 2.</summary>
        public int NgramLength = NgramSettings.DefaultLength;

        /// <summary>The most tokens skipped within an n-gram, 0 or more; with <see cref="NgramLength"/> at most 10. Default 0.</summary>
        public int SkipLength;

        /// <summary>Whether shorter n-grams are taken too. Default true.</summary>
        public bool UseAllLengths = true;

        /// <summary>The most n-grams of every length, the last for all longer ones; those met later are left out. Default 10000000.</summary>
        public int[] MaximumNgramsCount = [NgramSettings.DefaultMaximumCount];

        /// <summary>How much an n-gram weighs. Default <see cref="NgramExtractingEstimator.WeightingCriteria.Tf"/>.</summary>
        public NgramExtractingEstimator.WeightingCriteria Weighting = NgramExtractingEstimator.WeightingCriteria.Tf;

        /// <summary>Starts with the defaults.</summary>
        public Options()
        {
        }
    }
}
