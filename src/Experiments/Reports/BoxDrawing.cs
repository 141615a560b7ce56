using System.Text;
using MLNetTuning.Experiments.Sweeping;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Draws how a range became narrower round by round: a bar for each round, and where the best lies.</summary>
internal static class BoxDrawing
{
    private const double Width = 360;
    private const double Left = 62;
    private const double Right = 16;
    private const double Top = 6;
    private const double Step = 27;
    private const double Bar = 11;
    private const double LetterWidth = 6.6;

    /// <summary>The drawing of one parameter.</summary>
    /// <param name="title">What the parameter is called.</param>
    /// <param name="sides">Its side in each round.</param>
    /// <param name="color">The bars' colour.</param>
    public static string ToSvg(string title, IReadOnlyList<SweepSide> sides, string color)
    {
        var height = Top + (Step * sides.Count) + 4;
        var svg = new StringBuilder();
        svg.Append($"<svg viewBox=\"0 0 {HtmlText.Place(Width)} {HtmlText.Place(height)}\" role=\"img\" aria-label=\"{HtmlText.Escape(title)}: range by round\">\n");
        for (var round = 0; round < sides.Count; round++)
        {
            var side = sides[round];
            var y = Top + (Step * round);
            var (from, to) = (X(side.Low), X(side.High));
            svg.Append($"<text class=\"tick\" x=\"0\" y=\"{HtmlText.Place(y + 10)}\">round {round + 1}</text>");
            svg.Append($"<line class=\"grid\" x1=\"{HtmlText.Place(Left)}\" x2=\"{HtmlText.Place(Width - Right)}\" y1=\"{HtmlText.Place(y + (Bar / 2))}\" y2=\"{HtmlText.Place(y + (Bar / 2))}\"/>");
            svg.Append($"<rect class=\"column {color}\" rx=\"3\" x=\"{HtmlText.Place(from)}\" y=\"{HtmlText.Place(y)}\" width=\"{HtmlText.Place(Math.Max(2, to - from))}\" height=\"{HtmlText.Place(Bar)}\"/>");
            var text = $"{side.LowText} to {side.HighText}";
            var half = text.Length * LetterWidth / 2;
            var middle = Math.Clamp((from + to) / 2, Left + half, Width - half);
            svg.Append($"<text class=\"tick\" text-anchor=\"middle\" x=\"{HtmlText.Place(middle)}\" y=\"{HtmlText.Place(y + Bar + 11)}\">{HtmlText.Escape(text)}</text>\n");
        }

        if (sides[^1].Best is { } best)
        {
            svg.Append($"<line class=\"line c4 thin\" x1=\"{HtmlText.Place(X(best))}\" x2=\"{HtmlText.Place(X(best))}\" y1=\"{HtmlText.Place(Top - 4)}\" y2=\"{HtmlText.Place(height - Step + Bar + 2)}\"><title>the best configuration</title></line>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static double X(double part) => Left + ((Width - Left - Right) * part);
}
