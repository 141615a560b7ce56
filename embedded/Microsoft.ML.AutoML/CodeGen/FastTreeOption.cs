using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML.CodeGen;

/// <summary>
/// Parameters of FastTree, with their default search space.
/// </summary>
public class FastTreeOption
{
    /// <summary>Leaves of a tree. Default: 4. Range: 4 to 32,768 on a log scale.</summary>
    [Range(4, 32768, 4, logBase: true)]
    public int NumberOfLeaves { get; set; } = 4;

    /// <summary>The fewest rows in a leaf. Default: 20. Range: 2 to 128 on a log scale.</summary>
    [Range(2, 128, 20, logBase: true)]
    public int MinimumExampleCountPerLeaf { get; set; } = 20;

    /// <summary>Trees. Default: 4. Range: 4 to 32,768 on a log scale.</summary>
    [Range(4, 32768, 4, logBase: true)]
    public int NumberOfTrees { get; set; } = 4;

    /// <summary>The most bins of a feature. Default: 256. Range: 8 to 1,024 on a log scale.</summary>
    [Range(8, 1024, 256, logBase: true)]
    public int MaximumBinCountPerFeature { get; set; } = 256;

    /// <summary>The share of features a tree may use. Default: 1. Range: 2e-10 to 1.</summary>
    [Range(2e-10, 1.0, 1.0, logBase: false)]
    public double FeatureFraction { get; set; } = 1;

    /// <summary>How much a tree adds. Default: 0.1. Range: 2e-10 to 1 on a log scale.</summary>
    [Range(2e-10, 1.0, 0.1, logBase: true)]
    public double LearningRate { get; set; } = 0.1;

    /// <summary>The label's column. Default: "Label".</summary>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The features' column. Default: "Feature"; the catalog sets it.</summary>
    public string FeatureColumnName { get; set; } = "Feature";

    /// <summary>The column of the rows' weights; null for none. Default: null.</summary>
    public string? ExampleWeightColumnName { get; set; }

    /// <summary>Kept for compatibility: data are always held in memory. Default: false.</summary>
    public bool DiskTranspose { get; set; }
}
