using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms of categories.</summary>
public static class CategoricalCatalog
{
    /// <summary>Maps categories to vectors by a dictionary learned from the data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read; null for the same name.</param>
    /// <param name="outputKind">What categories become. Default indicator vectors.</param>
    /// <param name="maximumNumberOfKeys">The most categories learned; later ones count as missing. Default 1000000.</param>
    /// <param name="keyOrdinality">The order of the categories. Default as met.</param>
    /// <param name="keyData">One column of categories to take instead of learning them; null to learn.</param>
    public static OneHotEncodingEstimator OneHotEncoding(
        this TransformsCatalog.CategoricalTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int maximumNumberOfKeys = ValueToKeyMappingEstimator.DefaultMaximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        IDataView? keyData = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Create(NamePairs.Of(outputColumnName, inputColumnName), outputKind, new ValueToKeySettings(maximumNumberOfKeys, keyOrdinality, true), keyData);
    }

    /// <summary>Maps categories to vectors by a dictionary learned from the data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and read.</param>
    /// <param name="outputKind">What categories become. Default indicator vectors.</param>
    /// <param name="maximumNumberOfKeys">The most categories learned of a column; later ones count as missing. Default 1000000.</param>
    /// <param name="keyOrdinality">The order of the categories. Default as met.</param>
    /// <param name="keyData">One column of categories to take instead of learning them; null to learn.</param>
    public static OneHotEncodingEstimator OneHotEncoding(
        this TransformsCatalog.CategoricalTransforms catalog,
        InputOutputColumnPair[] columns,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int maximumNumberOfKeys = ValueToKeyMappingEstimator.DefaultMaximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        IDataView? keyData = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Create(NamePairs.Of(columns), outputKind, new ValueToKeySettings(maximumNumberOfKeys, keyOrdinality, true), keyData);
    }

    /// <summary>Maps categories to vectors by their hashes: nothing is learned, and categories may share a slot.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read; null for the same name.</param>
    /// <param name="outputKind">What categories become. Default indicator vectors.</param>
    /// <param name="numberOfBits">Bits of a hash, 1 to 30; a vector has 2 to this power slots. Default 16.</param>
    /// <param name="seed">The seed of the hash.</param>
    /// <param name="useOrderedHashing">Whether the slot of a vector goes into the hash. Default true.</param>
    /// <param name="maximumNumberOfInverts">Has to be 0: values behind hashes are not kept.</param>
    /// <exception cref="NotSupportedException">Inverts are asked for.</exception>
    public static OneHotHashEncodingEstimator OneHotHashEncoding(
        this TransformsCatalog.CategoricalTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int numberOfBits = 16,
        uint seed = HashSettings.DefaultSeed,
        bool useOrderedHashing = true,
        int maximumNumberOfInverts = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new OneHotHashEncodingEstimator(
            NamePairs.Of(outputColumnName, inputColumnName), outputKind, HashSettings.Create(numberOfBits, seed, useOrderedHashing, maximumNumberOfInverts));
    }

    /// <summary>Maps categories to vectors by their hashes: nothing is learned, and categories may share a slot.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and read.</param>
    /// <param name="outputKind">What categories become. Default indicator vectors.</param>
    /// <param name="numberOfBits">Bits of a hash, 1 to 30; a vector has 2 to this power slots. Default 16.</param>
    /// <param name="seed">The seed of the hash.</param>
    /// <param name="useOrderedHashing">Whether the slot of a vector goes into the hash. Default true.</param>
    /// <param name="maximumNumberOfInverts">Has to be 0: values behind hashes are not kept.</param>
    /// <exception cref="NotSupportedException">Inverts are asked for.</exception>
    public static OneHotHashEncodingEstimator OneHotHashEncoding(
        this TransformsCatalog.CategoricalTransforms catalog,
        InputOutputColumnPair[] columns,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int numberOfBits = 16,
        uint seed = HashSettings.DefaultSeed,
        bool useOrderedHashing = true,
        int maximumNumberOfInverts = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new OneHotHashEncodingEstimator(
            NamePairs.Of(columns), outputKind, HashSettings.Create(numberOfBits, seed, useOrderedHashing, maximumNumberOfInverts));
    }

    private static OneHotEncodingEstimator Create(
        (string Output, string Input)[] columns, OneHotEncodingEstimator.OutputKind kind, ValueToKeySettings settings, IDataView? keyData) =>
        new(columns, kind, new ValueToKeyMappingEstimator(columns, settings, keyData));
}
