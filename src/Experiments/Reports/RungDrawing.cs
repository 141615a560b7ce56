using System.Text;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Sweeping;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Draws a search that trains in steps: how many configurations came how far, and how they did.</summary>
internal static class RungDrawing
{
    private const double Width = 360;
    private const double Left = 76;
    private const double Right = 40;
    private const double Top = 6;
    private const double Step = 34;
    private const double Bar = 20;

    /// <summary>A bar for each part of the training, divided by families.</summary>
    public static string Counts(IReadOnlyList<SweepStep> steps, IReadOnlyList<double> shares)
    {
        var svg = new StringBuilder();
        svg.Append($"<svg viewBox=\"0 0 {HtmlText.Place(Width)} {HtmlText.Place(Top + (Step * shares.Count))}\" role=\"img\" aria-label=\"How many configurations were trained so far\">\n");
        var most = shares.Max(share => steps.Count(step => step.Share == share));
        foreach (var (share, row) in shares.Select((share, row) => (share, row)))
        {
            var y = Top + (Step * row);
            svg.Append($"<text class=\"tick\" x=\"0\" y=\"{HtmlText.Place(y + 14)}\">{(share == 1 ? "all" : HtmlText.Percent(share))}</text>");
            var x = Left;
            foreach (var family in steps.Where(step => step.Share == share).GroupBy(step => Enum.Parse<ModelFamily>(step.Family)).OrderBy(group => group.Key))
            {
                var width = (Width - Left - Right) * family.Count() / most;
                svg.Append($"<rect class=\"column {FamilyTraces.ColorOf(family.Key)}\" x=\"{HtmlText.Place(x)}\" y=\"{HtmlText.Place(y)}\" width=\"{HtmlText.Place(Math.Max(1, width - 1))}\" height=\"{HtmlText.Place(Bar)}\"><title>{FamilyTraces.NameOf(family.Key)}: {HtmlText.Count(family.Count())}</title></rect>");
                x += width;
            }

            svg.Append($"<text class=\"axis\" x=\"{HtmlText.Place(x + 6)}\" y=\"{HtmlText.Place(y + 14)}\">{HtmlText.Count(steps.Count(step => step.Share == share))}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>A line for each configuration from step to step; those that came to the end are drawn strong.</summary>
    public static string Paths(SweepTrace sweep, IReadOnlyList<SweepStep> steps)
    {
        double[] values = [.. steps.Select(step => step.Value).OfType<double>().Order()];
        if (sweep.HigherIsBetter)
        {
            Array.Reverse(values);
        }

        // A few hopeless ones would press all others into one line; they are drawn at the edge.
        var worst = values.Length == 0 ? 1 : values[(values.Length - 1) * 9 / 10];
        var chart = new Chart("Each configuration from step to step", ChartAxis.Share("part of the training"), ChartAxis.Around(sweep.ValueName, values.Length == 0 ? [0, 1] : [values[0], worst]));
        var byId = steps.ToDictionary(step => step.Id);
        var parents = steps.Select(step => step.Parent).OfType<int>().ToHashSet();
        foreach (var last in steps.Where(step => !parents.Contains(step.Id) && step.Value is not null).OrderBy(step => step.Share))
        {
            List<(double X, double Y)> points = [];
            for (var step = last; step is not null; step = step.Parent is { } id ? byId.GetValueOrDefault(id) : null)
            {
                points.Add((step.StoppedAt ?? step.Share, step.Value ?? double.NaN));
            }

            var color = FamilyTraces.ColorOf(Enum.Parse<ModelFamily>(last.Family));
            chart.Line(points, last.Share == 1 && last.StoppedAt is null ? color : color + " thin", $"#{last.Id}: {last.Point}").Points(points, color, 2.5);
        }

        return chart.ToSvg();
    }
}
