using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Choices among the runs of a regression experiment.
/// </summary>
public static class RegressionExperimentResultExtensions
{
    /// <summary>The run with the best value of a metric; failed runs do not count.</summary>
    /// <param name="results">The runs.</param>
    /// <param name="metric">The metric. Default: <see cref="RegressionMetric.RSquared"/>.</param>
    /// <returns>The run; null when none succeeded.</returns>
    public static RunDetail<RegressionMetrics> Best(this IEnumerable<RunDetail<RegressionMetrics>> results, RegressionMetric metric = RegressionMetric.RSquared)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Best(results.Where(run => run.ValidationMetrics is not null), run => RegressionTask.Value(metric, run.ValidationMetrics), metric);
    }

    /// <summary>The run with the best mean of a metric over its folds; failed runs do not count.</summary>
    /// <param name="results">The runs.</param>
    /// <param name="metric">The metric. Default: <see cref="RegressionMetric.RSquared"/>.</param>
    /// <returns>The run; null when none succeeded.</returns>
    public static CrossValidationRunDetail<RegressionMetrics> Best(this IEnumerable<CrossValidationRunDetail<RegressionMetrics>> results, RegressionMetric metric = RegressionMetric.RSquared)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Best(
            results.Where(run => run.Results.All(fold => fold.ValidationMetrics is not null)),
            run => run.Results.Average(fold => RegressionTask.Value(metric, fold.ValidationMetrics)),
            metric);
    }

    private static TRun Best<TRun>(IEnumerable<TRun> runs, Func<TRun, double> value, RegressionMetric metric)
    {
        var sign = RegressionTask.IsMaximized(metric) ? -1 : 1;

        // NaN sorts first by itself, and must not win.
        return runs.MinBy(run => sign * value(run) is var loss && double.IsNaN(loss) ? double.PositiveInfinity : loss)!;
    }
}
