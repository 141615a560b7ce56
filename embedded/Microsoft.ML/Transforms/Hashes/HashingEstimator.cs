using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Hashes values into keys. Learns nothing from data.</summary>
public sealed class HashingEstimator : IEstimator<HashingTransformer>
{
    private readonly HashingTransformer _transformer;

    internal HashingEstimator((string Output, string Input)[] columns, HashSettings settings)
    {
        _transformer = new HashingTransformer(columns, settings);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public HashingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a type that cannot be hashed.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_transformer.ColumnPairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            return ValueHashes.IsSupported(column.ItemType)
                ? new SchemaShape.Column(pair.Output, column.Kind, NumberDataViewType.UInt32, true, column.Annotations.Keep(AnnotationUtils.Kinds.SlotNames))
                : throw SchemaErrors.WrongType(pair.Input, "input", HashingTransformer.Expected, column.TypeName());
        }));
    }
}
