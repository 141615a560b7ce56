using System.Text;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Draws lines, points and columns between two axes, as SVG whose colours are the page's.</summary>
/// <param name="title">What it shows, for those who hear the page.</param>
/// <param name="x">The horizontal axis.</param>
/// <param name="y">The vertical one.</param>
internal sealed class Chart(string title, ChartAxis x, ChartAxis y)
{
    private const double Width = 360;
    private const double Height = 264;
    private const double Top = 26;
    private const double Bottom = 42;
    private const double Right = 12;
    private const double LetterWidth = 6.6;

    private readonly double _left = 12 + (LetterWidth * y.Ticks.Max(tick => y.Label(tick).Length));
    private readonly StringBuilder _marks = new();

    /// <summary>A line through points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="classes">Its colour and width.</param>
    /// <param name="tip">What a pointer that rests on it shows.</param>
    public Chart Line(IEnumerable<(double X, double Y)> points, string classes, string? tip = null)
    {
        var places = string.Join(' ', points.Where(IsFinite).Select(point => $"{X(point.X)},{Y(point.Y)}"));
        _marks.Append($"<polyline class=\"line {classes}\" points=\"{places}\">{Tip(tip)}</polyline>\n");
        return this;
    }

    /// <summary>Round marks.</summary>
    public Chart Points(IEnumerable<(double X, double Y)> points, string classes, double radius = 2)
    {
        foreach (var point in points.Where(IsFinite))
        {
            _marks.Append($"<circle class=\"point {classes}\" cx=\"{X(point.X)}\" cy=\"{Y(point.Y)}\" r=\"{HtmlText.Place(radius)}\"/>");
        }

        _marks.Append('\n');
        return this;
    }

    /// <summary>Columns that stand on the horizontal axis, each from one value to the next.</summary>
    public Chart Columns(IReadOnlyList<(double From, double To, double Height)> columns, string classes)
    {
        foreach (var (from, to, height) in columns)
        {
            var (left, top) = (PlaceX(from) + 0.5, PlaceY(height));
            _marks.Append(
                $"<rect class=\"column {classes}\" x=\"{HtmlText.Place(left)}\" y=\"{HtmlText.Place(top)}\" width=\"{HtmlText.Place(Math.Max(0.5, PlaceX(to) - left - 0.5))}\" height=\"{HtmlText.Place(Math.Max(0, PlaceY(y.Low) - top))}\"/>");
        }

        _marks.Append('\n');
        return this;
    }

    /// <summary>The drawing.</summary>
    public string ToSvg()
    {
        var svg = new StringBuilder();
        svg.Append($"<svg viewBox=\"0 0 {HtmlText.Place(Width)} {HtmlText.Place(Height)}\" role=\"img\" aria-label=\"{HtmlText.Escape(title)}\">\n");
        foreach (var tick in y.Ticks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{HtmlText.Place(_left)}\" x2=\"{HtmlText.Place(Width - Right)}\" y1=\"{Y(tick)}\" y2=\"{Y(tick)}\"/>");
            svg.Append($"<text class=\"tick\" text-anchor=\"end\" x=\"{HtmlText.Place(_left - 5)}\" y=\"{HtmlText.Place(PlaceY(tick) + 4)}\">{y.Label(tick)}</text>\n");
        }

        foreach (var tick in x.Ticks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{X(tick)}\" x2=\"{X(tick)}\" y1=\"{HtmlText.Place(Top)}\" y2=\"{HtmlText.Place(Height - Bottom)}\"/>");
            var isLast = PlaceX(tick) + (x.Label(tick).Length * LetterWidth / 2) > Width;
            svg.Append($"<text class=\"tick\" text-anchor=\"{(isLast ? "end" : "middle")}\" x=\"{(isLast ? HtmlText.Place(Width - 1) : X(tick))}\" y=\"{HtmlText.Place(Height - Bottom + 15)}\">{x.Label(tick)}</text>\n");
        }

        svg.Append($"<text class=\"axis\" x=\"2\" y=\"13\">{HtmlText.Escape(y.Title)}</text>");
        svg.Append($"<text class=\"axis\" text-anchor=\"end\" x=\"{HtmlText.Place(Width - Right)}\" y=\"{HtmlText.Place(Height - 8)}\">{HtmlText.Escape(x.Title)}</text>\n");
        return svg.Append(_marks).Append("</svg>\n").ToString();
    }

    private static string Tip(string? tip) => tip is null ? string.Empty : $"<title>{HtmlText.Escape(tip)}</title>";

    private static bool IsFinite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    private double PlaceX(double value) => _left + ((Width - Right - _left) * x.Part(value));

    private double PlaceY(double value) => Height - Bottom - ((Height - Bottom - Top) * y.Part(value));

    private string X(double value) => HtmlText.Place(PlaceX(value));

    private string Y(double value) => HtmlText.Place(PlaceY(value));
}
