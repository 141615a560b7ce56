using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Turns data views into data views, usually by adding columns.</summary>
public interface ITransformer : ICanSaveModel
{
    /// <summary>Whether every output row comes from one input row.</summary>
    bool IsRowToRowMapper { get; }

    /// <summary>The schema after the transformation.</summary>
    /// <param name="inputSchema">The schema before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of the wrong type.</exception>
    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <summary>The transformed data, computed as it is read.</summary>
    /// <param name="input">The data.</param>
    IDataView Transform(IDataView input);

    /// <summary>A mapper for single rows.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <exception cref="InvalidOperationException"><see cref="IsRowToRowMapper"/> is false.</exception>
    IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
}
