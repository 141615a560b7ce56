using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Looks values up in a dictionary. Learns nothing from data.</summary>
public class ValueMappingEstimator : IEstimator<ValueMappingTransformer>
{
    private readonly ValueMappingTransformer _transformer;

    internal ValueMappingEstimator((string Output, string Input)[] columns, LookupMap map)
    {
        _transformer = new ValueMappingTransformer(columns, map);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public ValueMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    /// <exception cref="NotSupportedException">A column and the values found are both vectors.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var map = _transformer.Map;
        var annotations = new SchemaShape(map.Annotations.Schema.Select(static a => SchemaShape.Column.Create(a.Name, a.Type)));
        return inputSchema.With(_transformer.ColumnPairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            var value = SchemaShape.Column.Create(pair.Output, map.ValueType, annotations);
            if (column.Kind == SchemaShape.Column.VectorKind.Scalar)
            {
                return value;
            }

            return value.Kind == SchemaShape.Column.VectorKind.Scalar
                ? new SchemaShape.Column(pair.Output, column.Kind, value.ItemType, value.IsKey, annotations)
                : throw new NotSupportedException($"Column '{pair.Input}' cannot be mapped to values when the column and the map values are both vector type.");
        }));
    }
}
