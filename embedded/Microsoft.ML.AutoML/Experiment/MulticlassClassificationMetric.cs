namespace Microsoft.ML.AutoML;

/// <summary>
/// What a multiclass experiment optimises.
/// </summary>
public enum MulticlassClassificationMetric
{
    /// <summary>The share of rows classified right; the larger the better.</summary>
    MicroAccuracy,

    /// <summary>The mean over classes of the share classified right; the larger the better.</summary>
    MacroAccuracy,

    /// <summary>The mean negative log of the true class's probability; the smaller the better.</summary>
    LogLoss,

    /// <summary>How much of the prior's log loss is removed; the larger the better.</summary>
    LogLossReduction,

    /// <summary>The share of rows whose class is among the k most probable; the larger the better.</summary>
    TopKAccuracy,
}
