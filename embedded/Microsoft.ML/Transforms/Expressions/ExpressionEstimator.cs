using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Computes columns by expressions. Learns nothing from data.</summary>
public sealed class ExpressionEstimator : IEstimator<ExpressionTransformer>
{
    private readonly ExpressionColumn _column;

    internal ExpressionEstimator(string outputColumnName, string expression, string[] inputColumnNames)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(expression);
        ArgumentNullException.ThrowIfNull(inputColumnNames);
        if (inputColumnNames.Length is 0 or > ExpressionColumn.MostInputs || inputColumnNames.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentOutOfRangeException(nameof(inputColumnNames), $"An expression reads 1 to {ExpressionColumn.MostInputs} columns, and {inputColumnNames.Length} are named.");
        }

        _column = new ExpressionColumn(outputColumnName, [.. inputColumnNames], expression);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The expression is not valid, or a column is missing or of a wrong type.</exception>
    public ExpressionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new ExpressionTransformer([_column]);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The expression is not valid, or a column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var sources = Array.ConvertAll(_column.Inputs, name => inputSchema.Find(name));
        var vectors = Array.FindAll(sources, static s => s.Kind != SchemaShape.Column.VectorKind.Scalar);
        ExpressionMapper.CheckVectors(vectors.Length);
        var program = new ExpressionProgram(_column, Array.ConvertAll(sources, static s => s.IsKey ? typeof(uint) : s.ItemType.RawType));
        var kind = vectors.Length == 0 ? SchemaShape.Column.VectorKind.Scalar : vectors[0].Kind;
        var annotations = vectors.Length == 0 ? null : vectors[0].Annotations.Keep(AnnotationUtils.Kinds.SlotNames);
        return inputSchema.With(new SchemaShape.Column(_column.Output, kind, ColumnTypes.FromRaw(program.ResultType), false, annotations));
    }
}
