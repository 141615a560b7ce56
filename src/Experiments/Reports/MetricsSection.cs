namespace MLNetTuning.Experiments.Reports;

/// <summary>All measures with intervals beside what guessing gets.</summary>
internal static class MetricsSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<ReportRows> sets, IReadOnlyList<IReadOnlyList<ReportMetric>> metrics)
    {
        html.OpenSection("measures", "How good it is", "Each measure with the range that chance in the choice of the rows allows (95%), beside the same measure of an answer that looks at no column.");
        foreach (var (rows, measured) in sets.Zip(metrics))
        {
            html.Element("h3", $"{rows.Name}: {HtmlText.Count(rows.Count)} rows{(rows.IsTest ? " the search never saw" : " the search judged its models by")}");
            html.Table(
                ["Measure", "#Value", "#95% interval", "#Without a model", "What it says"],
                measured.Select(metric => (string[])[metric.Estimate.Name, metric.Value, metric.Interval, HtmlText.Number(metric.Baseline), metric.Meaning]),
                "measures stacked");
        }

        html.Close();
    }
}
