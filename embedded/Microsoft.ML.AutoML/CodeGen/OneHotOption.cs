namespace Microsoft.ML.AutoML.CodeGen;

/// <summary>
/// Parameters of the two encodings of categories; there is nothing to search.
/// </summary>
public class OneHotOption
{
    /// <summary>The columns made. Default: null; the catalog sets them.</summary>
    public string[]? OutputColumnNames { get; set; }

    /// <summary>The columns read. Default: null; the catalog sets them.</summary>
    public string[]? InputColumnNames { get; set; }
}
