using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;

namespace Microsoft.ML;

/// <summary>Transforms of text.</summary>
public static class TextCatalog
{
    /// <summary>Turns text into a vector of the normalized counts of its words and pairs of words, and of three characters in a row.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The vector column made.</param>
    /// <param name="inputColumnName">The column read, text or a vector of text; null for the same name.</param>
    public static TextFeaturizingEstimator FeaturizeText(this TransformsCatalog.TextTransforms catalog, string outputColumnName, string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TextFeaturizingEstimator(outputColumnName, [inputColumnName ?? outputColumnName]);
    }

    /// <summary>Turns text into a vector of the normalized counts of its n-grams.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The vector column made.</param>
    /// <param name="options">Which n-grams, and how; null for the defaults.</param>
    /// <param name="inputColumnNames">The columns read, taken as one text; none for the same name.</param>
    public static TextFeaturizingEstimator FeaturizeText(
        this TransformsCatalog.TextTransforms catalog, string outputColumnName, TextFeaturizingEstimator.Options? options, params string[] inputColumnNames)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TextFeaturizingEstimator(outputColumnName, inputColumnNames is { Length: > 0 } ? inputColumnNames : [outputColumnName], options);
    }

    /// <summary>Turns text into the keys of its characters.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made, a vector of keys whose size differs by row.</param>
    /// <param name="inputColumnName">The column read, text or a vector of text; null for the same name.</param>
    /// <param name="useMarkerCharacters">Whether start and end of a text are marked. Default true.</param>
    public static TokenizingByCharactersEstimator TokenizeIntoCharactersAsKeys(
        this TransformsCatalog.TextTransforms catalog, string outputColumnName, string? inputColumnName = null, bool useMarkerCharacters = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TokenizingByCharactersEstimator(NamePairs.Of(outputColumnName, inputColumnName), useMarkerCharacters);
    }

    /// <summary>Changes case and removes diacritical marks, punctuation and numbers.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read, text or a vector of text; null for the same name.</param>
    /// <param name="caseMode">What becomes of upper and lower case. Default lower.</param>
    /// <param name="keepDiacritics">Whether diacritical marks are kept. Default false.</param>
    /// <param name="keepPunctuations">Whether punctuation is kept. Default true.</param>
    /// <param name="keepNumbers">Whether numbers are kept. Default true.</param>
    public static TextNormalizingEstimator NormalizeText(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        TextNormalizingEstimator.CaseMode caseMode = TextNormalizingEstimator.CaseMode.Lower,
        bool keepDiacritics = false,
        bool keepPunctuations = true,
        bool keepNumbers = true)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var settings = new TextNormalizingSettings(caseMode, keepDiacritics, keepPunctuations, keepNumbers);
        return new TextNormalizingEstimator(NamePairs.Of(outputColumnName, inputColumnName), settings);
    }

    /// <summary>Splits text into words.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made, a vector of text whose size differs by row.</param>
    /// <param name="inputColumnName">The column read, text or a vector of text; null for the same name.</param>
    /// <param name="separators">The characters between words, one or more; null for the space.</param>
    public static WordTokenizingEstimator TokenizeIntoWords(
        this TransformsCatalog.TextTransforms catalog, string outputColumnName, string? inputColumnName = null, char[]? separators = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new WordTokenizingEstimator(NamePairs.Of(outputColumnName, inputColumnName), separators);
    }

    /// <summary>Counts the n-grams of vectors of keys.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The vector column made, one slot for every n-gram.</param>
    /// <param name="inputColumnName">The column read, a vector of keys; null for the same name.</param>
    /// <param name="ngramLength">The longest n-gram, 1 to 10. Default 2.</param>
    /// <param name="skipLength">The most keys skipped within an n-gram, 0 or more; with the length at most 10. Default 0.</param>
    /// <param name="useAllLengths">Whether shorter n-grams are taken too. Default true.</param>
    /// <param name="maximumNgramsCount">The most n-grams of every length, 1 or more. Default 10000000.</param>
    /// <param name="weighting">How much an n-gram weighs. Default how often it occurs.</param>
    public static NgramExtractingEstimator ProduceNgrams(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int ngramLength = NgramSettings.DefaultLength,
        int skipLength = 0,
        bool useAllLengths = true,
        int maximumNgramsCount = NgramSettings.DefaultMaximumCount,
        NgramExtractingEstimator.WeightingCriteria weighting = NgramExtractingEstimator.WeightingCriteria.Tf)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var options = Bag(ngramLength, skipLength, useAllLengths, maximumNgramsCount, weighting);
        return new NgramExtractingEstimator(NamePairs.Of(outputColumnName, inputColumnName), NgramSettings.Create(options));
    }

    /// <summary>Drops the common words of a language.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read, a vector of text; null for the same name.</param>
    /// <param name="language">The language. Default English, the only one.</param>
    public static StopWordsRemovingEstimator RemoveDefaultStopWords(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        StopWordsRemovingEstimator.Language language = StopWordsRemovingEstimator.Language.English)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new StopWordsRemovingEstimator(NamePairs.Of(outputColumnName, inputColumnName), language);
    }

    /// <summary>Drops words of a list of your own.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read, a vector of text; null for the same name.</param>
    /// <param name="stopwords">The words dropped, whatever their case; one or more.</param>
    public static CustomStopWordsRemovingEstimator RemoveStopWords(
        this TransformsCatalog.TextTransforms catalog, string outputColumnName, string? inputColumnName = null, params string[] stopwords)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new CustomStopWordsRemovingEstimator(NamePairs.Of(outputColumnName, inputColumnName), stopwords);
    }

    /// <summary>Splits text into words and counts their n-grams.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The vector column made, one slot for every n-gram.</param>
    /// <param name="inputColumnName">The column read, text or a vector of text; null for the same name.</param>
    /// <param name="ngramLength">The longest n-gram, 1 to 10. Default 2.</param>
    /// <param name="skipLength">The most words skipped within an n-gram, 0 or more; with the length at most 10. Default 0.</param>
    /// <param name="useAllLengths">Whether shorter n-grams are taken too. Default true.</param>
    /// <param name="maximumNgramsCount">The most words, and the most n-grams of every length, 1 or more. Default 10000000.</param>
    /// <param name="weighting">How much an n-gram weighs. Default how often it occurs.</param>
    public static WordBagEstimator ProduceWordBags(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int ngramLength = NgramSettings.DefaultLength,
        int skipLength = 0,
        bool useAllLengths = true,
        int maximumNgramsCount = NgramSettings.DefaultMaximumCount,
        NgramExtractingEstimator.WeightingCriteria weighting = NgramExtractingEstimator.WeightingCriteria.Tf) =>
        ProduceWordBags(catalog, outputColumnName, [inputColumnName ?? outputColumnName], ngramLength, skipLength, useAllLengths, maximumNgramsCount, weighting);

    /// <summary>Splits text into words and counts their n-grams.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The vector column made, one slot for every n-gram.</param>
    /// <param name="inputColumnNames">The columns read, taken as one text.</param>
    /// <param name="ngramLength">The longest n-gram, 1 to 10. Default 2.</param>
    /// <param name="skipLength">The most words skipped within an n-gram, 0 or more; with the length at most 10. Default 0.</param>
    /// <param name="useAllLengths">Whether shorter n-grams are taken too. Default true.</param>
    /// <param name="maximumNgramsCount">The most words, and the most n-grams of every length, 1 or more. Default 10000000.</param>
    /// <param name="weighting">How much an n-gram weighs. Default how often it occurs.</param>
    public static WordBagEstimator ProduceWordBags(
        this TransformsCatalog.TextTransforms catalog,
        string outputColumnName,
        string[] inputColumnNames,
        int ngramLength = NgramSettings.DefaultLength,
        int skipLength = 0,
        bool useAllLengths = true,
        int maximumNgramsCount = NgramSettings.DefaultMaximumCount,
        NgramExtractingEstimator.WeightingCriteria weighting = NgramExtractingEstimator.WeightingCriteria.Tf)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new WordBagEstimator(outputColumnName, inputColumnNames, Bag(ngramLength, skipLength, useAllLengths, maximumNgramsCount, weighting));
    }

    private static WordBagEstimator.Options Bag(
        int ngramLength, int skipLength, bool useAllLengths, int maximumNgramsCount, NgramExtractingEstimator.WeightingCriteria weighting) => new()
        {
            NgramLength = ngramLength,
            SkipLength = skipLength,
            UseAllLengths = useAllLengths,
            MaximumNgramsCount = [maximumNgramsCount],
            Weighting = weighting,
        };
}
