using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Calibration;

namespace MLNetTuning.Experiments.Reports;

/// <summary>What the probabilities are worth: over all thresholds, and whether they come true.</summary>
internal static class CurvesSection
{
    private const int MostClasses = 4;
    private const int Bins = 10;

    public static void Write(HtmlWriter html, IReadOnlyList<ReportRows> sets)
    {
        var several = sets[0].Label.Task == PredictionTask.Multiclass;
        var lines = several ? Classes(sets[0]) : [.. sets.Select((rows, i) => new Lines(rows.Name, "c" + i, rows.Single.ToArray(), rows.Labels))];
        lines = [.. lines.Where(one => one.Labels.Distinct().Count() > 1)];
        if (lines.Count == 0)
        {
            return;
        }

        var intro = several
            ? "Each of the commonest classes against all others."
            : "The probability a decision is made at can be moved; these curves show what every choice gives.";
        html.OpenSection("curves", "What the probabilities are worth", intro).Open("div", "charts");
        (string Name, string Color)[] legend = lines.Count > 1 || several ? [.. lines.Select(one => (one.Name, one.Color))] : [];
        var roc = new Chart("ROC curve", ChartAxis.Share("share of the others taken for it"), ChartAxis.Share("share found")).Line([(0, 0), (1, 1)], "guide");
        var pr = new Chart("Precision and recall", ChartAxis.Share("share found"), ChartAxis.Share("share right among those picked"));
        var gain = new Chart("Gain", ChartAxis.Share("share picked, highest probability first"), ChartAxis.Share("share found")).Line([(0, 0), (1, 1)], "guide");
        var calibration = new Chart("Calibration", ChartAxis.Share("predicted probability"), ChartAxis.Share("share that came true")).Line([(0, 0), (1, 1)], "guide");
        foreach (var one in lines)
        {
            var counts = BinaryCurves.Counts(one.Probabilities, one.Labels);
            roc.Line(BinaryCurves.Roc(counts), one.Color, one.Name);
            pr.Line(BinaryCurves.PrecisionRecall(counts), one.Color, one.Name);
            gain.Line(BinaryCurves.Gain(counts), one.Color, one.Name);
            var bins = Reliability.Curve(one.Probabilities, one.Labels, Bins).Select(bin => (bin.Predicted, bin.Observed)).ToArray();
            calibration.Line(bins, one.Color, one.Name).Points(bins, one.Color, 3);
        }

        html.Figure("ROC: found against false alarms", roc.ToSvg(), legend);
        html.Figure("Precision and recall", pr.ToSvg(), legend);
        html.Figure("Calibration: do probabilities come true?", calibration.ToSvg(), legend);
        html.Figure("Gain: found by looking at a part", gain.ToSvg(), legend);
        html.Close().Element("p", "Dashed lines: guessing; for the calibration, probabilities that come true exactly.", "sub").Close();
    }

    private static List<Lines> Classes(ReportRows rows) =>
    [
        .. Enumerable.Range(0, rows.Label.Classes.Count).OrderByDescending(k => rows.Labels.Count(label => (int)label == k)).Take(MostClasses).Select((k, i) => new Lines(
            HtmlText.Short(rows.ClassName(k)), "c" + i, [.. Enumerable.Range(0, rows.Count).Select(row => Math.Clamp(rows.Values.Row(row)[k], 0, 1))], Array.ConvertAll(rows.Labels, label => (int)label == k ? 1f : 0f))),
    ];

    private sealed record Lines(string Name, string Color, float[] Probabilities, float[] Labels);
}
