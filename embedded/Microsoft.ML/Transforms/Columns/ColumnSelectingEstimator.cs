using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps or drops columns. Learns nothing from data.</summary>
public sealed class ColumnSelectingEstimator : IEstimator<ColumnSelectingTransformer>
{
    private readonly ColumnSelectingTransformer _transformer;

    internal ColumnSelectingEstimator(string[] columns, bool keep, bool keepHidden)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _transformer = new ColumnSelectingTransformer([.. columns], keep, keepHidden);
    }

    /// <summary>The transformer; the data is only checked.</summary>
    /// <param name="input">The data.</param>
    public ColumnSelectingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    /// <summary>What the data will look like.</summary>
    /// <param name="inputSchema">What it looks like before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var name in _transformer.Columns)
        {
            inputSchema.Find(name);
        }

        return new SchemaShape(inputSchema.Where(c => _transformer.Columns.Contains(c.Name) == _transformer.Keep));
    }
}
