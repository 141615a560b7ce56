namespace Microsoft.ML.AutoML;

/// <summary>
/// The trainers a regression experiment may use.
/// </summary>
public enum RegressionTrainer
{
    /// <summary>A random forest.</summary>
    FastForest = 0,

    /// <summary>Gradient-boosted trees grown level by level.</summary>
    FastTree = 1,

    /// <summary>Gradient-boosted trees grown leaf by leaf.</summary>
    LightGbm = 3,

    /// <summary>Poisson regression by L-BFGS, for labels not below zero.</summary>
    LbfgsPoissonRegression = 4,

    /// <summary>Linear regression by stochastic dual coordinate ascent.</summary>
    StochasticDualCoordinateAscent = 5,
}
