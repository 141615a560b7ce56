namespace Microsoft.ML.AutoML.CodeGen;

/// <summary>
/// Parameters of the replacement of missing numbers; there is nothing to search.
/// </summary>
public class ReplaceMissingValueOption
{
    /// <summary>The columns made. Default: null; the catalog sets them.</summary>
    public string[]? OutputColumnNames { get; set; }

    /// <summary>The columns read. Default: null; the catalog sets them.</summary>
    public string[]? InputColumnNames { get; set; }
}
