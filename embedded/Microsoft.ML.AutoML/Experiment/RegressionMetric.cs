namespace Microsoft.ML.AutoML;

/// <summary>
/// What a regression experiment optimises.
/// </summary>
public enum RegressionMetric
{
    /// <summary>The mean absolute error; the smaller the better.</summary>
    MeanAbsoluteError,

    /// <summary>The mean squared error; the smaller the better.</summary>
    MeanSquaredError,

    /// <summary>The root of the mean squared error; the smaller the better.</summary>
    RootMeanSquaredError,

    /// <summary>The share of variance explained; the larger the better.</summary>
    RSquared,
}
