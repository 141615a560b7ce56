using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Scales the vector of every row to length 1. Learns nothing from data.</summary>
public abstract class LpNormNormalizingEstimatorBase : IEstimator<LpNormNormalizingTransformer>
{
    private readonly LpNormNormalizingTransformer _transformer;

    private protected LpNormNormalizingEstimatorBase((string Output, string Input)[] columns, NormFunction norm, bool ensureZeroMean)
    {
        if (!Enum.IsDefined(norm))
        {
            throw new ArgumentOutOfRangeException(nameof(norm), norm, $"norm is one of {string.Join(", ", Enum.GetNames<NormFunction>())}.");
        }

        _transformer = new LpNormNormalizingTransformer(columns, norm, ensureZeroMean);
    }

    /// <summary>What the length of a vector is.</summary>
    public enum NormFunction : byte
    {
        /// <summary>The root of the sum of squares.</summary>
        L2 = 0,

        /// <summary>The standard deviation.</summary>
        StandardDeviation = 1,

        /// <summary>The sum of magnitudes.</summary>
        L1 = 2,

        /// <summary>The largest magnitude.</summary>
        Infinity = 3,
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public LpNormNormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (var (_, name) in _transformer.ColumnPairs)
        {
            var column = input.Schema.Find(name);
            if (column.Type is not VectorDataViewType { IsKnownSize: true })
            {
                throw SchemaErrors.WrongType(name, "input", LpNormNormalizingTransformer.Expected, column.Type.ToString()!);
            }
        }

        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no vector of Single of known size.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_transformer.ColumnPairs.Select(pair =>
        {
            var column = inputSchema.Find(pair.Input);
            if (column.Kind != SchemaShape.Column.VectorKind.Vector || column.IsKey || !column.ItemType.Equals(NumberDataViewType.Single))
            {
                throw SchemaErrors.WrongType(pair.Input, "input", LpNormNormalizingTransformer.Expected, column.TypeName());
            }

            var annotations = new SchemaShape([.. column.Annotations.Keep(AnnotationUtils.Kinds.SlotNames), Shapes.IsNormalized]);
            return new SchemaShape.Column(pair.Output, column.Kind, column.ItemType, false, annotations);
        }));
    }
}
