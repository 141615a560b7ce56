namespace Microsoft.ML.Data;

/// <summary>Mean and spread of one metric over several measurements.</summary>
public sealed class MetricStatistics
{
    private double _squaredDistances;

    internal MetricStatistics()
    {
    }

    /// <summary>The mean; 0 without measurements.</summary>
    public double Mean { get; private set; }

    /// <summary>The standard deviation, with one less than the count as divisor; 0 for less than two measurements.</summary>
    public double StandardDeviation => Count <= 1 ? 0 : Math.Sqrt(_squaredDistances / (Count - 1));

    /// <summary>The standard error of the mean; 0 for less than two measurements.</summary>
    public double StandardError => Count <= 1 ? 0 : StandardDeviation / Math.Sqrt(Count);

    /// <summary>Number of measurements.</summary>
    public int Count { get; private set; }

    /// <remarks>B. Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4, 1962.</remarks>
    internal void Add(double value)
    {
        Count++;
        var distance = value - Mean;
        Mean += distance / Count;
        _squaredDistances += distance * (value - Mean);
    }
}
