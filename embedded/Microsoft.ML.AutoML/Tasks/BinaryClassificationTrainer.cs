namespace Microsoft.ML.AutoML;

/// <summary>
/// The trainers a binary classification experiment may use.
/// </summary>
public enum BinaryClassificationTrainer
{
    /// <summary>A random forest, calibrated.</summary>
    FastForest,

    /// <summary>Gradient-boosted trees grown level by level.</summary>
    FastTree,

    /// <summary>Gradient-boosted trees grown leaf by leaf.</summary>
    LightGbm,

    /// <summary>Logistic regression by L-BFGS.</summary>
    LbfgsLogisticRegression,

    /// <summary>Logistic regression by stochastic dual coordinate ascent.</summary>
    SdcaLogisticRegression,
}
