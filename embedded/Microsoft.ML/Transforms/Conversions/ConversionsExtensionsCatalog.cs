using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Conversions of types and values.</summary>
public static class ConversionsExtensionsCatalog
{
    /// <summary>Hashes values into keys.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read; null for the same name.</param>
    /// <param name="numberOfBits">Bits of a hash, 1 to 31; there are 2 to this power keys. Default 31.</param>
    /// <param name="maximumNumberOfInverts">Has to be 0: values behind hashes are not kept.</param>
    /// <exception cref="NotSupportedException">Inverts are asked for.</exception>
    public static HashingEstimator Hash(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int numberOfBits = HashSettings.MaximumBits,
        int maximumNumberOfInverts = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new HashingEstimator(
            NamePairs.Of(outputColumnName, inputColumnName), HashSettings.Create(numberOfBits, HashSettings.DefaultSeed, false, maximumNumberOfInverts));
    }

    /// <summary>Converts a column to another type.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read; null for the same name.</param>
    /// <param name="outputKind">The kind of the column made. Default Single.</param>
    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        DataKind outputKind = DataKind.Single)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TypeConvertingEstimator(NamePairs.Of(outputColumnName, inputColumnName), outputKind);
    }

    /// <summary>Converts columns to another type.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and read.</param>
    /// <param name="outputKind">The kind of the columns made. Default Single.</param>
    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns, DataKind outputKind = DataKind.Single)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new TypeConvertingEstimator(NamePairs.Of(columns), outputKind);
    }

    /// <summary>Maps keys back to the values they stand for.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column of keys; null for the same name.</param>
    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new KeyToValueMappingEstimator(NamePairs.Of(outputColumnName, inputColumnName));
    }

    /// <summary>Maps keys back to the values they stand for.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and read.</param>
    public static KeyToValueMappingEstimator MapKeyToValue(this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new KeyToValueMappingEstimator(NamePairs.Of(columns));
    }

    /// <summary>Maps keys to indicator vectors.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column of keys; null for the same name.</param>
    /// <param name="outputCountVector">Whether the keys of a vector are counted in one set of slots. Default false: each has slots of its own.</param>
    public static KeyToVectorMappingEstimator MapKeyToVector(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string? inputColumnName = null, bool outputCountVector = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new KeyToVectorMappingEstimator(NamePairs.Of(outputColumnName, inputColumnName), [outputCountVector]);
    }

    /// <summary>Maps keys to indicator vectors.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and read.</param>
    /// <param name="outputCountVector">Whether the keys of a vector are counted in one set of slots. Default false: each has slots of its own.</param>
    public static KeyToVectorMappingEstimator MapKeyToVector(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns, bool outputCountVector = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var pairs = NamePairs.Of(columns);
        return new KeyToVectorMappingEstimator(pairs, Array.ConvertAll(pairs, _ => outputCountVector));
    }

    /// <summary>Maps values to keys by a dictionary learned from the data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="inputColumnName">The column read; null for the same name.</param>
    /// <param name="maximumNumberOfKeys">The most values learned; later ones count as missing. Default 1000000.</param>
    /// <param name="keyOrdinality">The order of the keys. Default as values are met.</param>
    /// <param name="addKeyValueAnnotationsAsText">Whether the values are kept with the column as text whatever their type. Default false.</param>
    /// <param name="keyData">One column of values to take instead of learning them; null to learn.</param>
    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int maximumNumberOfKeys = ValueToKeyMappingEstimator.DefaultMaximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView? keyData = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ValueToKeyMappingEstimator(
            NamePairs.Of(outputColumnName, inputColumnName), new ValueToKeySettings(maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText), keyData);
    }

    /// <summary>Maps values to keys by a dictionary learned from the data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns made and read.</param>
    /// <param name="maximumNumberOfKeys">The most values learned of a column; later ones count as missing. Default 1000000.</param>
    /// <param name="keyOrdinality">The order of the keys. Default as values are met.</param>
    /// <param name="addKeyValueAnnotationsAsText">Whether the values are kept with the column as text whatever their type. Default false.</param>
    /// <param name="keyData">One column of values to take instead of learning them; null to learn.</param>
    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        InputOutputColumnPair[] columns,
        int maximumNumberOfKeys = ValueToKeyMappingEstimator.DefaultMaximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView? keyData = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ValueToKeyMappingEstimator(
            NamePairs.Of(columns), new ValueToKeySettings(maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText), keyData);
    }

    /// <summary>Looks values up in a dictionary.</summary>
    /// <typeparam name="TInputType">The type looked up.</typeparam>
    /// <typeparam name="TOutputType">The type found.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="keyValuePairs">The dictionary; what is not in it becomes 0, false, empty text or the missing key.</param>
    /// <param name="inputColumnName">The column read; null for the same name.</param>
    /// <param name="treatValuesAsKeyType">Whether the values found become keys, in the order they come. Default false.</param>
    /// <exception cref="InvalidOperationException">A key comes twice.</exception>
    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType>> keyValuePairs,
        string? inputColumnName = null,
        bool treatValuesAsKeyType = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(keyValuePairs);
        return new ValueMappingEstimator<TInputType, TOutputType>(
            NamePairs.Of(outputColumnName, inputColumnName), LookupBuilder.Scalars(keyValuePairs, treatValuesAsKeyType));
    }

    /// <summary>Looks vectors up in a dictionary.</summary>
    /// <typeparam name="TInputType">The type looked up.</typeparam>
    /// <typeparam name="TOutputType">The item type of the vectors found.</typeparam>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="keyValuePairs">The dictionary; what is not in it becomes a vector of defaults.</param>
    /// <param name="inputColumnName">The column read, a scalar; null for the same name.</param>
    /// <exception cref="InvalidOperationException">A key comes twice.</exception>
    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType[]>> keyValuePairs,
        string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(keyValuePairs);
        return new ValueMappingEstimator<TInputType, TOutputType>(
            NamePairs.Of(outputColumnName, inputColumnName), LookupBuilder.Vectors(keyValuePairs));
    }

    /// <summary>Looks values up in two columns of a data view.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column made.</param>
    /// <param name="lookupMap">The data view.</param>
    /// <param name="keyColumn">Its column of values looked up.</param>
    /// <param name="valueColumn">Its column of values found.</param>
    /// <param name="inputColumnName">The column read; null for the same name.</param>
    /// <exception cref="InvalidOperationException">A key comes twice.</exception>
    public static ValueMappingEstimator MapValue(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(lookupMap);
        return new ValueMappingEstimator(NamePairs.Of(outputColumnName, inputColumnName), LookupMap.Load(lookupMap, keyColumn, valueColumn));
    }
}
