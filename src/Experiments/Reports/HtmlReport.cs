using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Reports;

/// <summary>An experiment as one page for readers who decide by it: no script, nothing loaded from elsewhere.</summary>
internal static class HtmlReport
{
    private static readonly TimeSpan _importance = TimeSpan.FromSeconds(2.5);

    /// <summary>Writes the page. Most of its time is that of the importance of columns, which is bounded.</summary>
    /// <param name="input">What it is written from.</param>
    /// <param name="importance">Which columns matter, to be kept with the result.</param>
    public static string Write(ReportInput input, out ColumnImportance importance)
    {
        var result = input.Result;
        List<ReportRows> sets = [.. input.Test is null ? [] : new[] { input.Test }, ReportRows.Validation(result)];
        var metrics = sets.ConvertAll(rows => Task.Run(() => ReportMetrics.Of(rows, result.Metric, result.Details.Threshold, input.Seed)));
        importance = input.Importance ?? ColumnImportance.Of(input, _importance);
        var measured = metrics.ConvertAll(task => task.GetAwaiter().GetResult());
        var html = new HtmlWriter();
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        html.Element("title", $"{result.Portable.Label.Name} – {input.Data}").Raw("<style>\n").Raw(ReportStyle.Css).Raw("</style>\n</head>\n");
        html.Open("body").Open("main");
        HeadlineSection.Write(html, input, sets[0], measured[0]);
        MetricsSection.Write(html, sets, measured);
        if (result.Task == PredictionTask.Regression)
        {
            RegressionSection.Write(html, sets[0]);
        }
        else
        {
            ConfusionSection.Write(html, sets[0], result.Details.Threshold);
            CurvesSection.Write(html, sets);
        }

        ImportanceSection.WriteColumns(html, result, importance);
        ModelSection.Write(html, result);
        SearchSection.Write(html, result);
        SweepSection.Write(html, result);
        TimeSection.Write(html, result);
        ImportanceSection.WriteSettings(html, result, input.Seed);
        NotesSection.Write(html, input, NextSteps.Of(input, measured[0], importance));
        html.Close().Close().Raw("</html>\n");
        return html.ToString();
    }

    /// <summary>What scores are called.</summary>
    internal static string ScoreName(ExperimentResult result) =>
        TuningMetrics.ShortName(result.Metric) + (TuningMetrics.HigherIsBetter(result.Metric) ? string.Empty : " (lower is better)");
}
