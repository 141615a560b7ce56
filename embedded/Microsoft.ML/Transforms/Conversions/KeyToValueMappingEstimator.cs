using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys back to the values they stand for. Learns nothing from data.</summary>
public sealed class KeyToValueMappingEstimator : IEstimator<KeyToValueMappingTransformer>
{
    private readonly KeyToValueMappingTransformer _transformer;

    internal KeyToValueMappingEstimator((string Output, string Input)[] columns)
    {
        _transformer = new KeyToValueMappingTransformer(columns);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public KeyToValueMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, is no key, or the values of its keys are not known.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_transformer.ColumnPairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            if (!column.IsKey)
            {
                throw SchemaErrors.WrongType(pair.Input, "input", "a key", column.TypeName());
            }

            return column.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values)
                ? new SchemaShape.Column(pair.Output, column.Kind, values.ItemType, values.IsKey, column.Annotations.Keep(AnnotationUtils.Kinds.SlotNames))
                : throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Input column '{pair.Input}' doesn't contain key values metadata: what its keys stand for is not known.");
        }));
    }
}
