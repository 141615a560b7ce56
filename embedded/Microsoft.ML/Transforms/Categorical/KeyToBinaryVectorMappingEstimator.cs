using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys to the digits of their binary numbers. Learns nothing from data.</summary>
public sealed class KeyToBinaryVectorMappingEstimator : IEstimator<KeyToBinaryVectorMappingTransformer>
{
    private readonly KeyToBinaryVectorMappingTransformer _transformer;

    internal KeyToBinaryVectorMappingEstimator((string Output, string Input)[] columns)
    {
        _transformer = new KeyToBinaryVectorMappingTransformer(columns);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public KeyToBinaryVectorMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or is no key.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_transformer.ColumnPairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            KeyIndicators.CheckShape(column);
            var isVariable = column.Kind == SchemaShape.Column.VectorKind.VariableVector;
            var annotations = new List<SchemaShape.Column>();
            if (column.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values) && values.ItemType is TextDataViewType && !isVariable)
            {
                annotations.Add(Shapes.SlotNames);
            }

            if (column.Kind == SchemaShape.Column.VectorKind.Scalar)
            {
                annotations.Add(Shapes.IsNormalized);
            }

            var kind = isVariable ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector;
            return new SchemaShape.Column(pair.Output, kind, NumberDataViewType.Single, false, new SchemaShape(annotations));
        }));
    }
}
