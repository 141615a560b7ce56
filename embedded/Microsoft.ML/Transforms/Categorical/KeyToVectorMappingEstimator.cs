using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys to indicator vectors. Learns nothing from data.</summary>
public sealed class KeyToVectorMappingEstimator : IEstimator<KeyToVectorMappingTransformer>
{
    private readonly KeyToVectorMappingTransformer _transformer;

    internal KeyToVectorMappingEstimator((string Output, string Input)[] columns, bool[] bags)
    {
        _transformer = new KeyToVectorMappingTransformer(columns, bags);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public KeyToVectorMappingTransformer Fit(IDataView input)
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
        return inputSchema.With(_transformer.ColumnPairs.Select((pair, i) => Map(inputSchema.Find(pair.Input), pair.Output, _transformer.Bags[i])));
    }

    private static SchemaShape.Column Map(SchemaShape.Column column, string output, bool bag)
    {
        KeyIndicators.CheckShape(column);
        var isVariable = column.Kind == SchemaShape.Column.VectorKind.VariableVector;
        var annotations = new List<SchemaShape.Column>();
        if (column.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values) && values.ItemType is TextDataViewType && (bag || !isVariable))
        {
            annotations.Add(Shapes.SlotNames);
        }

        if (!bag && !isVariable)
        {
            annotations.Add(Shapes.CategoricalSlotRanges);
        }

        if (!bag || column.Kind == SchemaShape.Column.VectorKind.Scalar)
        {
            annotations.Add(Shapes.IsNormalized);
        }

        var kind = isVariable && !bag ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector;
        return new SchemaShape.Column(output, kind, NumberDataViewType.Single, false, new SchemaShape(annotations));
    }
}
