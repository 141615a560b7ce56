using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML.CodeGen;

/// <summary>
/// Parameters of the linear models fitted with SDCA, with their default search space.
/// </summary>
public class SdcaOption
{
    /// <summary>The weight of the sum of absolute coefficients. Default: 1. Range: 0.03125 to 32,768 on a log scale.</summary>
    [Range(0.03125f, 32768f, 1f, logBase: true)]
    public float L1Regularization { get; set; } = 1F;

    /// <summary>The weight of the sum of squared coefficients. Default: 0.1. Range: 0.03125 to 32,768 on a log scale.</summary>
    [Range(0.03125f, 32768f, 0.1f, logBase: true)]
    public float L2Regularization { get; set; } = 0.1F;

    /// <summary>The label's column. Default: "Label".</summary>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The features' column. Default: "Feature"; the catalog sets it.</summary>
    public string FeatureColumnName { get; set; } = "Feature";

    /// <summary>The column of the rows' weights; null for none. Default: null.</summary>
    public string? ExampleWeightColumnName { get; set; }
}
