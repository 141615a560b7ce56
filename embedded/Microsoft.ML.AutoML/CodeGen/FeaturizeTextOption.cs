namespace Microsoft.ML.AutoML.CodeGen;

/// <summary>
/// Parameters of the features of a text; there is nothing to search.
/// </summary>
public class FeaturizeTextOption
{
    /// <summary>The column read. Default: null; the catalog sets it.</summary>
    public string? InputColumnName { get; set; }

    /// <summary>The column made. Default: null; the catalog sets it.</summary>
    public string? OutputColumnName { get; set; }
}
