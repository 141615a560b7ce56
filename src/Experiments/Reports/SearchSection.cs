using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Reports;

/// <summary>How the search went: trial by trial, within a trial's training, and over the settings.</summary>
internal static class SearchSection
{
    private const int MostCurves = 10;
    private const int MostPoints = 120;
    private const double Begun = 0.12;

    public static void Write(HtmlWriter html, ExperimentResult result)
    {
        var families = FamilyTraces.Of(result);
        html.OpenSection("search", "How the search went").Open("div", "charts");
        html.Figure("Scores in the order trials ended", Progress(result, families), [.. families.Select(family => (family.Name, family.Color)), ("best so far", "c4")]);
        foreach (var family in families)
        {
            Learning(html, family);
        }

        html.Close();
        foreach (var family in families)
        {
            var drawing = new ParallelCoordinates(family, TuningMetrics.ShortName(result.Metric));
            if (drawing.IsWorthDrawing)
            {
                html.Element("h3", $"{family.Name}: settings and scores").Open("div", "scroll").Raw(drawing.ToSvg()).Close();
                html.Element("p", $"Each line is one of {family.Traces.Count} trials; the best quarter is coloured. Settings that never changed are left out.", "sub");
            }
        }

        html.Close();
    }

    private static string Progress(ExperimentResult result, IReadOnlyList<FamilyTraces> families)
    {
        var traces = result.Details.Traces;
        var sign = TuningMetrics.HigherIsBetter(result.Metric) ? 1 : -1;
        var order = traces.Select((trace, i) => (trace.Trial.Id, Place: i + 1)).ToDictionary(one => one.Id, one => one.Place);
        double[] scores = [.. traces.Select(trace => trace.Trial.Score)];
        double[] ranked = [.. scores.Order()];

        // A few hopeless trials would press all others into one line; they are drawn at the edge.
        var worst = sign > 0 ? ranked[ranked.Length / 10] : ranked[(ranked.Length - 1) * 9 / 10];
        var top = sign > 0 ? ranked[^1] : ranked[0];
        var chart = new Chart("Scores of the trials", new ChartAxis("trial", 0, traces.Count), ChartAxis.Around(HtmlReport.ScoreName(result), [worst, top]));
        var best = double.NegativeInfinity;
        chart.Line(scores.Select((score, i) => (i + 1.0, sign * (best = Math.Max(best, sign * score)))).ToArray(), "c4");
        foreach (var family in families)
        {
            chart.Points(family.Traces.Select(trace => ((double)order[trace.Trial.Id], trace.Trial.Score)), family.Color, 3);
        }

        return chart.ToSvg();
    }

    private static void Learning(HtmlWriter html, FamilyTraces family)
    {
        // Losses of logarithms and of values cannot stand on one axis.
        var isLog = family.Traces[0].Candidate.LogTarget;
        var curves = family.Traces.Where(trace => trace.LengthName is not null && trace.Curve.Count > 1 && trace.Candidate.LogTarget == isLog).Take(MostCurves).Select(trace => (trace.Trial, Points: trace.Points(MostPoints))).ToArray();
        if (curves.Length == 0)
        {
            return;
        }

        var unit = family.Traces[0].LengthName!;
        var longest = curves.Max(curve => curve.Points[^1].Length);

        // The first steps fall from far above; what matters happens below.
        var later = curves.SelectMany(curve => curve.Points.Where(point => point.Length >= Begun * longest).Select(point => point.Loss)).Where(double.IsFinite).Order().ToArray();
        var losses = later.Length > 0 ? later : [0, 1];
        var chart = new Chart(
            $"Learning curves: {family.Name}", new ChartAxis(unit, 0, longest), new ChartAxis("validation loss", losses[0], losses[(losses.Length - 1) * 19 / 20]));
        foreach (var ((trial, points), i) in curves.Select((curve, i) => (curve, i)).Reverse())
        {
            chart.Line(points, i == 0 ? family.Color : family.Color + " thin", $"#{trial.Id}: {HtmlText.Number(trial.Score)} {trial.Parameters}");
        }

        html.Figure($"Learning: {family.Name.ToLowerInvariant()} (best {curves.Length})", chart.ToSvg());
    }
}
