using System.Globalization;
using System.Text;
using MLNetTuning.Experiments.Running;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Draws the trials of a family as lines across an axis for each setting that varies, ending at the score.</summary>
internal sealed class ParallelCoordinates
{
    private const double Step = 104;
    private const double Side = 56;
    private const double Height = 250;
    private const double Top = 44;
    private const double Bottom = 28;
    private const double LogRatio = 20;
    private const int MostAxes = 9;

    private readonly List<(string Name, string[] Ends, double[] Parts)> _axes = [];
    private readonly FamilyTraces _family;

    /// <summary>Lays the axes out.</summary>
    /// <param name="family">The trials, best first.</param>
    /// <param name="metric">What the score is called.</param>
    public ParallelCoordinates(FamilyTraces family, string metric)
    {
        _family = family;
        var traces = family.Traces;
        foreach (var name in traces[0].Candidate.Settings.Select(setting => setting.Key))
        {
            string[] values = [.. traces.Select(trace => Value(trace, name))];
            if (values.Distinct().Count() > 1 && _axes.Count < MostAxes - 1)
            {
                _axes.Add(Axis(name, values));
            }
        }

        double[] scores = [.. traces.Select(trace => trace.Trial.Score)];
        _axes.Add(Numbers(metric, scores, [.. scores.Select(HtmlText.Number)]));
    }

    /// <summary>Whether there is anything to compare.</summary>
    public bool IsWorthDrawing => _axes.Count > 1 && _family.Traces.Count > 2;

    /// <summary>The drawing. It is as wide as its axes need.</summary>
    public string ToSvg()
    {
        var width = (2 * Side) + ((_axes.Count - 1) * Step);
        var svg = new StringBuilder();
        svg.Append($"<svg viewBox=\"0 0 {HtmlText.Place(width)} {HtmlText.Place(Height)}\" style=\"width:{HtmlText.Place(width)}px\" role=\"img\" aria-label=\"{HtmlText.Escape(_family.Name)}: settings and scores\">\n");
        var good = Math.Max(1, _family.Traces.Count / 4);
        for (var trial = _family.Traces.Count - 1; trial >= 0; trial--)
        {
            var line = string.Join(' ', _axes.Select((axis, i) => $"{X(i)},{HtmlText.Place(Y(axis.Parts[trial]))}"));
            var tip = _family.Traces[trial].Trial;
            svg.Append($"<polyline class=\"line {(trial < good ? _family.Color : "c4 thin")}\" points=\"{line}\"><title>{HtmlText.Escape($"{HtmlText.Number(tip.Score)}: {tip.Parameters}")}</title></polyline>\n");
        }

        for (var i = 0; i < _axes.Count; i++)
        {
            svg.Append($"<line class=\"grid\" x1=\"{X(i)}\" x2=\"{X(i)}\" y1=\"{HtmlText.Place(Top)}\" y2=\"{HtmlText.Place(Height - Bottom)}\"/>");
            svg.Append(Text("axis", i, 14, _axes[i].Name)).Append(Text("tick", i, Top - 8, _axes[i].Ends[1])).Append(Text("tick", i, Height - Bottom + 16, _axes[i].Ends[0])).Append('\n');
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Value(TrialTrace trace, string name) => trace.Candidate.Settings.FirstOrDefault(setting => setting.Key == name).Value ?? string.Empty;

    private static (string Name, string[] Ends, double[] Parts) Axis(string name, string[] values)
    {
        double[] numbers = [.. values.Select(value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)];
        if (numbers.All(double.IsFinite))
        {
            return Numbers(name, numbers, values);
        }

        string[] levels = [.. values.Distinct().Order(StringComparer.Ordinal)];
        return (name, [levels[0], levels[^1]], [.. values.Select(value => Array.IndexOf(levels, value) / (double)Math.Max(1, levels.Length - 1))]);
    }

    private static (string Name, string[] Ends, double[] Parts) Numbers(string name, double[] values, string[] texts)
    {
        var (low, high) = (values.Min(), values.Max());
        string[] ends = [texts[Array.IndexOf(values, low)], texts[Array.IndexOf(values, high)]];
        var isLog = low > 0 && high / low > LogRatio;
        double Map(double value) => isLog ? Math.Log(value) : value;
        return (name, ends, [.. values.Select(value => high > low ? (Map(value) - Map(low)) / (Map(high) - Map(low)) : 0.5)]);
    }

    private static string Text(string classes, int axis, double y, string text) =>
        $"<text class=\"{classes}\" text-anchor=\"middle\" x=\"{X(axis)}\" y=\"{HtmlText.Place(y)}\">{HtmlText.Escape(text)}</text>";

    private static string X(int axis) => HtmlText.Place(Side + (axis * Step));

    private static double Y(double part) => Height - Bottom - ((Height - Bottom - Top) * part);
}
