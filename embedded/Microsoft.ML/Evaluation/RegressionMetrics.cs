namespace Microsoft.ML.Data;

/// <summary>How well a regression's scores fit the labels.</summary>
public sealed class RegressionMetrics
{
    internal RegressionMetrics(RegressionSums sums)
    {
        MeanAbsoluteError = sums.MeanAbsoluteError;
        MeanSquaredError = sums.MeanSquaredError;
        RootMeanSquaredError = sums.RootMeanSquaredError;
        LossFunction = sums.MeanLoss;
        RSquared = sums.RSquared;
    }

    /// <summary>Mean of |label - score|; 0 is best.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>Mean of (label - score)^2; 0 is best.</summary>
    public double MeanSquaredError { get; }

    /// <summary>Square root of <see cref="MeanSquaredError"/>, in the label's unit; 0 is best.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>Mean of the loss function, here the squared error computed in 32-bit floats as ML.NET does.</summary>
    public double LossFunction { get; }

    /// <summary>Coefficient of determination: 1 is best, 0 no better than the mean label, NaN when all labels are equal.</summary>
    public double RSquared { get; }
}
