namespace MLNetTuning.Estimators.Importance;

/// <summary>How much a metric changes when a column is shuffled, over all shuffles: the metric after less the metric before.</summary>
/// <param name="Mean">The mean change; below 0 where higher is better and the column matters.</param>
/// <param name="StandardDeviation">The standard deviation over the shuffles; 0 for one.</param>
/// <param name="StandardError">The standard error of the mean; 0 for one shuffle.</param>
/// <param name="Count">The number of shuffles.</param>
public sealed record MetricChange(double Mean, double StandardDeviation, double StandardError, int Count);
