using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Reports;

/// <summary>The page's head: how good the model is and what that means.</summary>
internal static class HeadlineSection
{
    private const double Tenth = 0.1;

    public static void Write(HtmlWriter html, ReportInput input, ReportRows rows, IReadOnlyList<ReportMetric> metrics)
    {
        var head = metrics[0];
        html.Open("section", "card", "headline").Element("h1", $"Predicting “{HtmlText.Short(rows.Label.Name, 60)}”");
        html.Element("p", $"{input.Data}: {HtmlText.Count(input.Result.Rows)} rows, {Task(rows.Label.Task)}", "sub");
        html.Open("p", "score").Text(head.Value).Raw(" ").Open("small").Text($"{head.Estimate.Name} on {HtmlText.Count(rows.Count)} {rows.Name.ToLowerInvariant()} rows").Close().Close();
        html.Open("ul", "lead");
        if (double.IsFinite(head.Estimate.Low))
        {
            html.Element("li", $"With 95% confidence between {HtmlText.Number(head.Estimate.Low)} and {HtmlText.Number(head.Estimate.High)}, as far as the choice of these rows goes. An answer that looks at no column gets {HtmlText.Number(head.Baseline)}.");
        }

        foreach (var sentence in rows.Label.Task == PredictionTask.Regression ? Values(metrics) : rows.Label.Task == PredictionTask.Binary ? Binary(rows, metrics) : Classes(rows, metrics))
        {
            html.Element("li", sentence);
        }

        if (input.Result.ExpectedScore is { } expected)
        {
            var spread = input.Result.ExpectedScoreDeviation is { } deviation ? $" (standard deviation over parts of the rows {HtmlText.Number(deviation)})" : "";
            html.Element("li", $"Expected on new rows: {TuningMetrics.ShortName(input.Result.Metric)} {HtmlText.Number(expected)}{spread}, from models joined anew without the rows they are judged on.");
        }

        html.Element("li", rows.IsTest
            ? "These rows took no part in the search, so new rows of the same kind can be expected to score alike."
            : "Validation rows: every row was predicted by models that did not learn from it, but the search chose its models by these rows, so new rows will score a little worse.");
        html.Close().Close();
    }

    private static string Task(PredictionTask task) => task switch
    {
        PredictionTask.Binary => "two classes",
        PredictionTask.Multiclass => "several classes",
        _ => "a number",
    };

    private static IEnumerable<string> Binary(ReportRows rows, IReadOnlyList<ReportMetric> metrics)
    {
        var (positive, negative) = (HtmlText.Short(rows.ClassName(1)), HtmlText.Short(rows.ClassName(0)));
        var share = rows.Labels.Count(label => label > 0.5f) / (double)rows.Count;
        var auc = metrics.First(metric => metric.Estimate.Name == "AUC").Estimate.Value;
        var accuracy = metrics.First(metric => metric.Estimate.Name == "accuracy");
        yield return $"Of one row that is “{positive}” and one that is “{negative}”, the model gives the higher probability to the right one in {auc * 100:0} of 100 cases; guessing does in 50.";
        yield return $"{HtmlText.Percent(share)} of the rows are “{positive}”. Its decisions are right for {HtmlText.Percent(accuracy.Estimate.Value)}; always answering the commoner class is for {HtmlText.Percent(accuracy.Baseline)}.";
        var top = Math.Max(1, (int)(rows.Count * Tenth));
        var labels = rows.Labels.ToArray();
        Array.Sort(rows.Single.ToArray(), labels);
        var found = labels[^top..].Count(label => label > 0.5f) / (double)top;
        yield return FormattableString.Invariant($"Among the tenth of the rows with the highest probabilities, {HtmlText.Percent(found)} are “{positive}”: {found / Math.Max(share, 1e-9):0.0} times as many as among all.");
    }

    private static IEnumerable<string> Classes(ReportRows rows, IReadOnlyList<ReportMetric> metrics)
    {
        var accuracy = metrics.First(metric => metric.Estimate.Name == "accuracy");
        var common = rows.Labels.GroupBy(label => label).MaxBy(group => group.Count())!;
        yield return $"The class is predicted right for {HtmlText.Percent(accuracy.Estimate.Value)} of the rows. Always answering the commonest of {rows.Label.Classes.Count} classes, “{HtmlText.Short(rows.ClassName((int)common.Key))}”, is right for {HtmlText.Percent(accuracy.Baseline)}.";
    }

    private static IEnumerable<string> Values(IReadOnlyList<ReportMetric> metrics)
    {
        var (mae, r2) = (metrics.First(metric => metric.Estimate.Name == "MAE"), metrics.First(metric => metric.Estimate.Name == "R2"));
        yield return $"A prediction is off by {mae.Value} on average; always answering the middle value is off by {HtmlText.Number(mae.Baseline)}.";
        yield return $"It explains {HtmlText.Percent(r2.Estimate.Value)} of the variation of the values.";
    }
}
