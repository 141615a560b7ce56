using System.Globalization;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Who was taken for whom.</summary>
internal static class ConfusionSection
{
    private const int MostClasses = 30;
    private const double Strongest = 0.45;

    public static void Write(HtmlWriter html, ReportRows rows, float threshold)
    {
        int[] shown = [.. Enumerable.Range(0, Math.Max(2, rows.Label.Classes.Count)).OrderByDescending(k => rows.Labels.Count(label => (int)label == k)).Take(MostClasses).Order()];
        var intro = "A line for each true class, a column for each prediction; percentages are of the line. The diagonal is right.";
        html.OpenSection("confusion", $"Right and wrong decisions ({rows.Name.ToLowerInvariant()})", intro);
        if (shown.Length < rows.Label.Classes.Count)
        {
            html.Element("p", $"The {MostClasses} commonest of {rows.Label.Classes.Count} classes are shown.", "sub");
        }

        var counts = rows.Confusion();
        html.Open("div", "scroll").Open("table", "confusion").Open("thead").Open("tr").Element("th", "true \\ predicted");
        foreach (var k in shown)
        {
            html.Element("th", HtmlText.Short(rows.ClassName(k), 24));
        }

        html.Close().Close().Open("tbody");
        foreach (var k in shown)
        {
            Line(html, rows.ClassName(k), [.. shown.Select(other => counts[k][other])]);
        }

        html.Close().Close().Close();
        if (rows.Label.Classes.Count <= 2)
        {
            html.Element("p", $"“{HtmlText.Short(rows.ClassName(1))}” is answered above a probability of {threshold.ToString("0.###", CultureInfo.InvariantCulture)}. Rows whose cost of a miss is another should be decided by their probability.", "sub");
        }
        else if (rows.Label.DecisionWeights.Count > 0)
        {
            html.Element("p", $"The class answered is that of the highest probability times its weight: {Weights(rows.Label, shown)}. Chosen so that rare classes are found as well as common ones; probabilities are as they were.", "sub");
        }

        html.Close();
    }

    private static string Weights(PortableLabel label, int[] shown) =>
        string.Join(", ", shown.Select(k => $"“{HtmlText.Short(label.Classes[k], 24)}” {label.DecisionWeights[k].ToString("0.##", CultureInfo.InvariantCulture)}"));

    private static void Line(HtmlWriter html, string name, int[] counts)
    {
        var all = Math.Max(1, counts.Sum());
        html.Open("tr").Element("th", HtmlText.Short(name, 24));
        foreach (var count in counts)
        {
            var share = count / (double)all;
            var heat = (share * Strongest).ToString("0.###", CultureInfo.InvariantCulture);
            html.Raw($"<td style=\"--v:{heat}\">{HtmlText.Count(count)}<small>{HtmlText.Percent(share)}</small></td>");
        }

        html.Close();
    }
}
