using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Turns text into a vector of the normalized counts of its word and character n-grams.</summary>
public sealed partial class TextFeaturizingEstimator : IEstimator<ITransformer>
{
    private readonly string _output;
    private readonly string[] _inputs;
    private readonly Options _options;
    private readonly NgramSettings? _words;
    private readonly NgramSettings? _characters;

    internal TextFeaturizingEstimator(string outputColumnName, string[] inputColumnNames, Options? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        if (inputColumnNames.Length == 0 || inputColumnNames.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("Name at least one input column, and none of them empty.", nameof(inputColumnNames));
        }

        _output = outputColumnName;
        _inputs = [.. inputColumnNames];
        _options = options ?? new Options();
        if (!Enum.IsDefined(_options.Norm))
        {
            throw new ArgumentOutOfRangeException(nameof(options), _options.Norm, $"Norm is one of {string.Join(", ", Enum.GetNames<NormFunction>())}.");
        }

        if (_options is { WordFeatureExtractor: null, CharFeatureExtractor: null } && string.IsNullOrEmpty(_options.OutputTokensColumnName))
        {
            throw new ArgumentException("There is nothing to make: set WordFeatureExtractor, CharFeatureExtractor or OutputTokensColumnName.", nameof(options));
        }

        _words = _options.WordFeatureExtractor is { } words ? NgramSettings.Create(words) : null;
        _characters = _options.CharFeatureExtractor is { } characters ? NgramSettings.Create(characters) : null;
    }

    /// <summary>Languages of stop words.</summary>
    public enum Language
    {
        /// <summary>English.</summary>
        English = 1,
    }

    /// <summary>How the vector of a row is scaled.</summary>
    public enum NormFunction
    {
        /// <summary>Not at all.</summary>
        None = 0,

        /// <summary>By the sum of its magnitudes.</summary>
        L1 = 1,

        /// <summary>By the root of the sum of its squares.</summary>
        L2 = 2,

        /// <summary>By its largest magnitude.</summary>
        Infinity = 3,
    }

    /// <summary>Learns words and n-grams, in up to four passes over the rows.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not text.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var steps = new TextPipeline(input);
        var texts = _inputs;
        if (texts.Length > 1 && (_words ?? _characters) is not null)
        {
            texts = [steps.Temporary(_output, "InitialConcat")];
            steps.Add(new ColumnConcatenatingTransformer(texts[0], _inputs));
        }

        texts = Normalize(steps, texts);
        var (words, tokens) = Tokenize(steps, texts);
        var features = new List<(string Tag, string Column)>();
        if (_words is not null)
        {
            var column = steps.Temporary(_output, "WordExtractor");
            steps.Add(WordBagEstimator.Bag([(column, words[0])], _words, WordBagEstimator.MaximumNumberOfKeys(_options.WordFeatureExtractor!)));
            features.Add(("Word", column));
        }

        if (!string.IsNullOrEmpty(_options.OutputTokensColumnName))
        {
            steps.Add(new ColumnConcatenatingTransformer(_options.OutputTokensColumnName, words));
        }

        if (_characters is not null)
        {
            features.Insert(0, ("Char", Characters(steps, (_options.StopWordsRemoverOptions is null ? texts : tokens)[0])));
        }

        Join(steps, features);
        return steps.Finish();
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or not text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var name in _inputs)
        {
            TextColumns.Check(inputSchema.Find(name), "scalar or vector of String");
        }

        var annotations = new SchemaShape(_options.Norm == NormFunction.None ? [Shapes.SlotNames] : [Shapes.SlotNames, Shapes.IsNormalized]);
        var shape = inputSchema.With(new SchemaShape.Column(_output, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, annotations));
        return string.IsNullOrEmpty(_options.OutputTokensColumnName)
            ? shape
            : shape.With(new SchemaShape.Column(_options.OutputTokensColumnName, SchemaShape.Column.VectorKind.VariableVector, TextDataViewType.Instance, false));
    }

    private string[] Normalize(TextPipeline steps, string[] texts)
    {
        var settings = new TextNormalizingSettings(_options.CaseMode, _options.KeepDiacritics, _options.KeepPunctuations, _options.KeepNumbers);
        if (settings.ChangesNothing)
        {
            return texts;
        }

        var pairs = steps.Temporaries(texts, "TextNormalizer");
        steps.Add(new TextNormalizingEstimator(pairs, settings));
        return Array.ConvertAll(pairs, static p => p.Output);
    }

    /// <summary>Splits into words and drops stop words, where words are needed.</summary>
    private (string[] Words, string[] Tokens) Tokenize(TextPipeline steps, string[] texts)
    {
        if (_words is null && _options.StopWordsRemoverOptions is null && string.IsNullOrEmpty(_options.OutputTokensColumnName))
        {
            return (texts, texts);
        }

        var pairs = steps.Temporaries(texts, "WordTokenizer");
        steps.Add(new WordTokenizingEstimator(pairs, separators: null));
        var words = Array.ConvertAll(pairs, static p => p.Output);
        if (_options.StopWordsRemoverOptions is null)
        {
            return (words, words);
        }

        pairs = steps.Temporaries(words, "StopWordsRemoverTransform");
        steps.Add(_options.StopWordsRemoverOptions switch
        {
            CustomStopWordsRemovingEstimator.Options own => new CustomStopWordsRemovingEstimator(pairs, own.StopWords ?? []),
            StopWordsRemovingEstimator.Options { Language: Language.English } => new StopWordsRemovingEstimator(pairs, StopWordsRemovingEstimator.Language.English),
            _ => throw new InvalidOperationException("This host has stop words of English only. For another language give a list of your own: CustomStopWordsRemovingEstimator.Options."),
        });
        words = Array.ConvertAll(pairs, static p => p.Output);
        return (words, words);
    }

    private string Characters(TextPipeline steps, string source)
    {
        var keys = steps.Temporaries([source], "CharTokenizer");
        steps.Add(new TokenizingByCharactersEstimator(keys, useMarkerCharacters: true));
        var column = steps.Temporary(_output, "CharExtractor");
        steps.Add(new NgramExtractingEstimator([(column, keys[0].Output)], _characters!));
        return column;
    }

    private void Join(TextPipeline steps, List<(string Tag, string Column)> features)
    {
        if (features.Count == 0)
        {
            return;
        }

        var columns = features.Select(static f => f.Column).ToArray();
        if (_options.Norm != NormFunction.None)
        {
            var pairs = steps.Temporaries(columns, "LpNorm");
            steps.Add(new LpNormNormalizingTransformer(pairs, Norm(_options.Norm), ensureZeroMean: false));
            columns = Array.ConvertAll(pairs, static p => p.Output);
        }

        steps.Add(new ColumnConcatenatingTransformer(_output, columns, features.Select(static f => f.Tag).ToArray()));
    }

    private static LpNormNormalizingEstimatorBase.NormFunction Norm(NormFunction norm) => norm switch
    {
        NormFunction.L1 => LpNormNormalizingEstimatorBase.NormFunction.L1,
        NormFunction.Infinity => LpNormNormalizingEstimatorBase.NormFunction.Infinity,
        _ => LpNormNormalizingEstimatorBase.NormFunction.L2,
    };
}
