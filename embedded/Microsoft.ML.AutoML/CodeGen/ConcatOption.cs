namespace Microsoft.ML.AutoML.CodeGen;

/// <summary>
/// Parameters of the join of columns; there is nothing to search.
/// </summary>
public class ConcatOption
{
    /// <summary>The columns read. Default: null; the catalog sets them.</summary>
    public string[]? InputColumnNames { get; set; }

    /// <summary>The column made. Default: null; the catalog sets it.</summary>
    public string? OutputColumnName { get; set; }
}
