using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML.CodeGen;

/// <summary>
/// Parameters of FastForest, with their default search space.
/// </summary>
public class FastForestOption
{
    /// <summary>Trees. Default: 4. Range: 4 to 32,768 on a log scale.</summary>
    [Range(4, 32768, 4, logBase: true)]
    public int NumberOfTrees { get; set; } = 4;

    /// <summary>Leaves of a tree. Default: 4. Range: 4 to 32,768 on a log scale.</summary>
    [Range(4, 32768, 4, logBase: true)]
    public int NumberOfLeaves { get; set; } = 4;

    /// <summary>The share of features a tree may use. Default: 1. Range: 2e-10 to 1.</summary>
    [Range(2e-10f, 1f, 1f, logBase: false)]
    public float FeatureFraction { get; set; } = 1F;

    /// <summary>The label's column. Default: "Label".</summary>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The features' column. Default: "Feature"; the catalog sets it.</summary>
    public string FeatureColumnName { get; set; } = "Feature";

    /// <summary>The column of the rows' weights; null for none. Default: null.</summary>
    public string? ExampleWeightColumnName { get; set; }
}
