namespace Microsoft.ML.AutoML.CodeGen;

/// <summary>
/// What a sweepable estimator makes.
/// </summary>
public enum EstimatorType
{
    /// <summary>Gradient-boosted trees grown leaf by leaf, for two classes.</summary>
    LightGbmBinary = 0,

    /// <summary>Gradient-boosted trees grown leaf by leaf, for several classes.</summary>
    LightGbmMulti = 1,

    /// <summary>Gradient-boosted trees grown leaf by leaf, for numbers.</summary>
    LightGbmRegression = 2,

    /// <summary>A random forest for two classes.</summary>
    FastForestBinary = 3,

    /// <summary>A random forest for each class against the others.</summary>
    FastForestOva = 4,

    /// <summary>A random forest for numbers.</summary>
    FastForestRegression = 5,

    /// <summary>Gradient-boosted trees for two classes.</summary>
    FastTreeBinary = 6,

    /// <summary>Gradient-boosted trees for each class against the others.</summary>
    FastTreeOva = 7,

    /// <summary>Gradient-boosted trees for numbers.</summary>
    FastTreeRegression = 8,

    /// <summary>Logistic regression by L-BFGS.</summary>
    LbfgsLogisticRegressionBinary = 10,

    /// <summary>Logistic regression by L-BFGS for each class against the others.</summary>
    LbfgsLogisticRegressionOva = 11,

    /// <summary>Maximum entropy by L-BFGS.</summary>
    LbfgsMaximumEntropyMulti = 12,

    /// <summary>Poisson regression by L-BFGS.</summary>
    LbfgsPoissonRegressionRegression = 13,

    /// <summary>Logistic regression by SDCA.</summary>
    SdcaLogisticRegressionBinary = 14,

    /// <summary>Logistic regression by SDCA for each class against the others.</summary>
    SdcaLogisticRegressionOva = 15,

    /// <summary>Maximum entropy by SDCA.</summary>
    SdcaMaximumEntropyMulti = 16,

    /// <summary>Linear regression by SDCA.</summary>
    SdcaRegression = 17,

    /// <summary>Columns joined to one vector.</summary>
    Concatenate = 26,

    /// <summary>Categories, a slot each.</summary>
    OneHotEncoding = 28,

    /// <summary>Categories, in slots told by their hash.</summary>
    OneHotHashEncoding = 29,

    /// <summary>Missing numbers replaced.</summary>
    ReplaceMissingValues = 32,

    /// <summary>Free text by its words and characters.</summary>
    FeaturizeText = 34,

    /// <summary>Values of another type.</summary>
    ConvertType = 36,

    /// <summary>Any other estimator.</summary>
    Unknown = 43,
}
