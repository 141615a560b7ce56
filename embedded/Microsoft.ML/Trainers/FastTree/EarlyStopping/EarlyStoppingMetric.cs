namespace Microsoft.ML.Trainers.FastTree;

/// <summary>What the early stopping of FastTree regression watches.</summary>
public enum EarlyStoppingMetric
{
    /// <summary>The mean absolute error.</summary>
    L1Norm = 1,

    /// <summary>The root of the mean squared error.</summary>
    L2Norm = 2,
}
