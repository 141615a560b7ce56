namespace MLNetTuning.Estimators.Validation;

/// <summary>The mean of some numbers and how far they scatter.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation; 0 of one number.</param>
/// <param name="Error">The standard error of the mean.</param>
internal readonly record struct Spread(double Mean, double Deviation, double Error)
{
    /// <summary>The spread of one number or more.</summary>
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Count - 1);
        return new Spread(mean, Math.Sqrt(variance), Math.Sqrt(variance / values.Count));
    }
}
