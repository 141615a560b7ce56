using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the categories of columns and maps them to vectors.</summary>
public sealed class OneHotEncodingEstimator : IEstimator<OneHotEncodingTransformer>
{
    private readonly ValueToKeyMappingEstimator _toKey;
    private readonly IEstimator<ITransformer>? _toVector;

    internal OneHotEncodingEstimator((string Output, string Input)[] columns, OutputKind kind, ValueToKeyMappingEstimator toKey)
    {
        _toKey = toKey;
        _toVector = VectorsOf(columns, kind);
    }

    /// <summary>What categories become.</summary>
    public enum OutputKind : byte
    {
        /// <summary>One slot for every category that counts how often it comes; for a scalar the same as <see cref="Indicator"/>.</summary>
        Bag = 1,

        /// <summary>One slot for every category, 1 where it is the one; a vector column gives such slots for every one of its slots.</summary>
        Indicator = 2,

        /// <summary>A key.</summary>
        Key = 3,

        /// <summary>The binary digits of the category's number.</summary>
        Binary = 4,
    }

    /// <summary>Learns the categories in one pass over the rows.</summary>
    /// <param name="input">The data.</param>
    public OneHotEncodingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new OneHotEncodingTransformer(_toVector is null
            ? new TransformerChain<ITransformer>(_toKey.Fit(input))
            : _toKey.Append(_toVector).Fit(input));
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var keys = _toKey.GetOutputSchema(inputSchema);
        return _toVector?.GetOutputSchema(keys) ?? keys;
    }

    /// <summary>What turns the keys in the output columns into vectors; null where keys are wanted.</summary>
    internal static IEstimator<ITransformer>? VectorsOf((string Output, string Input)[] columns, OutputKind kind)
    {
        var outputs = Array.ConvertAll(columns, static c => (c.Output, c.Output));
        return kind switch
        {
            OutputKind.Key => null,
            OutputKind.Binary => new KeyToBinaryVectorMappingEstimator(outputs),
            OutputKind.Bag or OutputKind.Indicator => new KeyToVectorMappingEstimator(outputs, Array.ConvertAll(outputs, _ => kind == OutputKind.Bag)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "outputKind is Bag, Indicator, Key or Binary."),
        };
    }
}
