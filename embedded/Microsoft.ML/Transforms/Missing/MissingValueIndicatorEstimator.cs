using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Tells which values of a column are missing. Learns nothing from data.</summary>
public sealed class MissingValueIndicatorEstimator : IEstimator<MissingValueIndicatorTransformer>
{
    private readonly MissingValueIndicatorTransformer _transformer;

    internal MissingValueIndicatorEstimator((string Output, string Input)[] columns)
    {
        _transformer = new MissingValueIndicatorTransformer(columns);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public MissingValueIndicatorTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has no missing value.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_transformer.ColumnPairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            if (!column.IsKey && !MissingValueReplacingTransformer.IsSupported(column.ItemType))
            {
                throw SchemaErrors.WrongType(pair.Input, "input", MissingValueIndicatorTransformer.Expected, column.TypeName());
            }

            var annotations = new SchemaShape([.. column.Annotations.Keep(AnnotationUtils.Kinds.SlotNames), Shapes.IsNormalized]);
            return new SchemaShape.Column(pair.Output, column.Kind, BooleanDataViewType.Instance, false, annotations);
        }));
    }
}
