using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Copies columns under other names. Learns nothing from data.</summary>
public sealed class ColumnCopyingEstimator : IEstimator<ColumnCopyingTransformer>
{
    private readonly ColumnCopyingTransformer _transformer;

    internal ColumnCopyingEstimator((string Output, string Input)[] columns)
    {
        _transformer = new ColumnCopyingTransformer(columns);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public ColumnCopyingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_transformer.ColumnPairs.Select(pair => inputSchema.Find(pair.Input).Rename(pair.Output)));
    }
}
