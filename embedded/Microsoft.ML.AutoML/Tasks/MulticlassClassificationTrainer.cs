namespace Microsoft.ML.AutoML;

/// <summary>
/// The trainers a multiclass classification experiment may use.
/// </summary>
public enum MulticlassClassificationTrainer
{
    /// <summary>A random forest for each class against the others.</summary>
    FastForestOva,

    /// <summary>Gradient-boosted trees, grown level by level, for each class against the others.</summary>
    FastTreeOva,

    /// <summary>Gradient-boosted trees grown leaf by leaf.</summary>
    LightGbm,

    /// <summary>Maximum entropy by L-BFGS.</summary>
    LbfgsMaximumEntropy,

    /// <summary>Logistic regression by L-BFGS for each class against the others.</summary>
    LbfgsLogisticRegressionOva,

    /// <summary>Maximum entropy by stochastic dual coordinate ascent.</summary>
    SdcaMaximumEntropy,
}
