using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Joins columns of one item type into a vector column. Learns nothing from data.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingEstimator(string outputColumnName, string[] inputColumnNames)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        if (inputColumnNames.Length == 0 || inputColumnNames.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentOutOfRangeException(nameof(inputColumnNames), "Name at least one input column, and none of them empty.");
        }

        _name = outputColumnName;
        _sources = [.. inputColumnNames];
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new ColumnConcatenatingTransformer(_name, _sources);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="InvalidOperationException">A column is a key or of another type than the first.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var columns = _sources.Select(name => inputSchema.Find(name)).ToArray();
        foreach (var column in columns)
        {
            if (column.IsKey)
            {
                throw new InvalidOperationException($"Column '{column.Name}' is key. Concatenation of keys is unsupported; map it to a vector first (OneHotEncoding).");
            }

            if (!column.ItemType.Equals(columns[0].ItemType))
            {
                throw new InvalidOperationException($"Concatenated columns should have the same type. Column '{column.Name}' has type of {column.ItemType}, but expected column type is {columns[0].ItemType}. Convert it first (ConvertType).");
            }
        }

        var kind = columns.Any(static c => c.Kind == SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        return inputSchema.With(new SchemaShape.Column(_name, kind, columns[0].ItemType, false, Annotations(columns)));
    }

    private static SchemaShape Annotations(SchemaShape.Column[] columns)
    {
        var annotations = new List<SchemaShape.Column>();
        if (columns.All(static c => c.Has(AnnotationUtils.Kinds.IsNormalized)))
        {
            annotations.Add(Shapes.IsNormalized);
        }

        if (columns.Any(static c => c.Has(AnnotationUtils.Kinds.CategoricalSlotRanges)))
        {
            annotations.Add(Shapes.CategoricalSlotRanges);
        }

        if (columns.Any(static c => c.Kind == SchemaShape.Column.VectorKind.Scalar || c.Has(AnnotationUtils.Kinds.SlotNames)))
        {
            annotations.Add(Shapes.SlotNames);
        }

        return new SchemaShape(annotations);
    }
}
