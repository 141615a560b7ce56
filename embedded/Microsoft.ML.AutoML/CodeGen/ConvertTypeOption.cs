using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML.CodeGen;

/// <summary>
/// Parameters of a conversion; there is nothing to search.
/// </summary>
public class ConvertTypeOption
{
    /// <summary>The columns made. Default: null; the catalog sets them.</summary>
    public string[]? OutputColumnNames { get; set; }

    /// <summary>The columns read. Default: null; the catalog sets them.</summary>
    public string[]? InputColumnNames { get; set; }

    /// <summary>The type made. Default: <see cref="DataKind.Single"/>.</summary>
    public DataKind TargetType { get; set; } = DataKind.Single;
}
