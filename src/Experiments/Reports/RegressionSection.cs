namespace MLNetTuning.Experiments.Reports;

/// <summary>Predicted values beside true ones.</summary>
internal static class RegressionSection
{
    private const int MostPoints = 1200;
    private const int Bins = 30;
    private const double Tail = 0.005;

    public static void Write(HtmlWriter html, ReportRows rows)
    {
        var (predicted, actual) = (rows.Single.ToArray(), rows.Labels);
        double[] errors = [.. predicted.Zip(actual, (p, a) => (double)p - a)];
        var every = Math.Max(1, (rows.Count + MostPoints - 1) / MostPoints);
        int[] shown = [.. Enumerable.Range(0, rows.Count).Where(row => row % every == 0)];
        var note = every == 1 ? "Each point is a row." : $"Each point is a row; {HtmlText.Count(shown.Length)} of {HtmlText.Count(rows.Count)} are drawn.";
        html.OpenSection("residuals", $"Predicted and true values ({rows.Name.ToLowerInvariant()})", note).Open("div", "charts");
        var values = shown.SelectMany(row => new double[] { predicted[row], actual[row] }).ToArray();
        var (x, y) = (ChartAxis.Around("true value", values), ChartAxis.Around("predicted", values));
        html.Figure("Predicted against true", new Chart("Predicted against true", x, y)
            .Points(shown.Select(row => ((double)actual[row], (double)predicted[row])), "c0 many").Line([(x.Low, x.Low), (x.High, x.High)], "guide").ToSvg());

        var at = ChartAxis.Around("predicted", shown.Select(row => (double)predicted[row]));
        html.Figure("Residuals: predicted less true", new Chart("Residuals", at, ChartAxis.Around("predicted – true", shown.Select(row => errors[row])))
            .Points(shown.Select(row => ((double)predicted[row], errors[row])), "c0 many").Line([(at.Low, 0), (at.High, 0)], "guide").ToSvg());
        html.Figure("How large errors are", Histogram(errors)).Close();
        double[] sizes = [.. errors.Select(Math.Abs).Order()];
        html.Element("p", $"Half of the predictions are within {HtmlText.Number(sizes[sizes.Length / 2])} of the true value, nine of ten within {HtmlText.Number(sizes[(int)(0.9 * (sizes.Length - 1))])}.").Close();
    }

    private static string Histogram(double[] errors)
    {
        double[] sorted = [.. errors.Order()];
        var axis = new ChartAxis("predicted – true (outermost 1% at the ends)", sorted[(int)(Tail * (sorted.Length - 1))], sorted[(int)((1 - Tail) * (sorted.Length - 1))]);
        var width = (axis.High - axis.Low) / Bins;
        var counts = new int[Bins];
        foreach (var error in errors)
        {
            counts[Math.Clamp((int)((error - axis.Low) / width), 0, Bins - 1)]++;
        }

        return new Chart("Histogram of the errors", axis, new ChartAxis("rows", 0, counts.Max()))
            .Columns([.. counts.Select((count, i) => (axis.Low + (i * width), axis.Low + ((i + 1) * width), (double)count))], "c0").ToSvg();
    }
}
