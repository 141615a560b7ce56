using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps categories to vectors by their hashes. Learns nothing from data.</summary>
public sealed class OneHotHashEncodingEstimator : IEstimator<OneHotHashEncodingTransformer>
{
    private readonly IEstimator<ITransformer>? _toVector;
    private readonly HashingEstimator _hash;

    internal OneHotHashEncodingEstimator((string Output, string Input)[] columns, OneHotEncodingEstimator.OutputKind kind, HashSettings settings)
    {
        _hash = new HashingEstimator(columns, settings);
        _toVector = OneHotEncodingEstimator.VectorsOf(columns, kind);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public OneHotHashEncodingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new OneHotHashEncodingTransformer(_toVector is null
            ? new TransformerChain<ITransformer>(_hash.Fit(input))
            : _hash.Append(_toVector).Fit(input));
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a type that cannot be hashed.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var keys = _hash.GetOutputSchema(inputSchema);
        return _toVector?.GetOutputSchema(keys) ?? keys;
    }
}
