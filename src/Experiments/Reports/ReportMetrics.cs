using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Reports;

/// <summary>The measures of a report: each with its interval, what guessing gets, and what it means.</summary>
internal static class ReportMetrics
{
    /// <summary>The measures of some rows, what models were ranked by first.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="ranking">What models were ranked by.</param>
    /// <param name="threshold">The probability above which class 1 is predicted.</param>
    /// <param name="seed">The seed of the resamples.</param>
    public static IReadOnlyList<ReportMetric> Of(ReportRows rows, TuningMetric ranking, float threshold, int seed)
    {
        var task = rows.Label.Task;
        var first = TuningMetrics.ShortName(ranking);
        (string, Func<FloatMatrix, float[], double>)? more = task == PredictionTask.Binary && ranking is (TuningMetric.F1Score or TuningMetric.BalancedAccuracy)
            ? (first, (values, labels) => TuningMetrics.Evaluate(ranking, task, values, labels, threshold))
            : null;
        var estimates = ModelEvaluation.Of(rows.Label, rows.Values, rows.Labels, rows.Classes, seed, more);
        var baseline = Baselines(rows);
        return [.. estimates.OrderByDescending(one => one.Name == first).Select(one => new ReportMetric(one, baseline.GetValueOrDefault(one.Name, double.NaN), Meaning(one.Name)))];
    }

    private static Dictionary<string, double> Baselines(ReportRows rows)
    {
        if (rows.Label.Task == PredictionTask.Regression)
        {
            var mean = rows.Labels.Average(label => (double)label);
            var median = Median(rows.Labels);
            return new()
            {
                ["RMSE"] = Math.Sqrt(rows.Labels.Average(label => (label - mean) * (label - mean))),
                ["MAE"] = rows.Labels.Average(label => Math.Abs(label - median)),
                ["R2"] = 0,
            };
        }

        double[] shares = [.. rows.Labels.GroupBy(label => label).Select(group => group.Count() / (double)rows.Count)];
        var entropy = -shares.Sum(share => share * Math.Log(share));
        var classes = Math.Max(2, rows.Label.Classes.Count);
        var positive = rows.Labels.Count(label => label > 0.5f) / (double)rows.Count;
        return new()
        {
            ["AUC"] = 0.5,
            ["PR-AUC"] = positive,
            ["accuracy"] = shares.Max(),
            ["balanced accuracy"] = 1.0 / classes,
            ["F1"] = 2 * positive / (1 + positive),
            ["log loss"] = entropy,
            ["Brier score"] = positive * (1 - positive),
        };
    }

    private static double Median(float[] values)
    {
        float[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + (double)sorted[sorted.Length / 2]) / 2;
    }

    private static string Meaning(string name) => name switch
    {
        "AUC" => "How often the higher score goes to the right one of two rows, one of each class; 1 is perfect",
        "PR-AUC" => "Mean share of right ones among the rows picked, over all numbers of rows picked; 1 is perfect",
        "accuracy" => "Share of rows whose class is predicted right",
        "balanced accuracy" => "Share predicted right, each class counting the same",
        "F1" => "Balance of finding the rows sought and of being right about them; 1 is perfect",
        "log loss" => "How far probabilities are from what came true; lower is better, 0 is perfect",
        "Brier score" => "Mean squared distance of probabilities from what came true; lower is better",
        "RMSE" => "Typical error where large errors weigh more; lower is better",
        "MAE" => "Mean distance of the prediction from the true value; lower is better",
        "R2" => "Share of the variation that is explained; 1 is perfect",
        _ => string.Empty,
    };
}
