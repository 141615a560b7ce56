using System.Globalization;
using System.Text;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Texts and numbers as a page shows them.</summary>
internal static class HtmlText
{
    private const int Digits = 4;

    /// <summary>A text that is safe inside an element or an attribute, whatever it holds.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                '\t' or '\n' or '\r' => safe.Append(' '),
                < 0x20 or (>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF => safe.Append('\uFFFD'),
                _ => safe.Append(rune.ToString()),
            };
        }

        return safe.ToString();
    }

    /// <summary>A text cut to so many characters; a sign of more than one code unit is never cut in two.</summary>
    public static string Short(string text, int most = 28)
    {
        var elements = StringInfo.ParseCombiningCharacters(text);
        return elements.Length <= most ? text : text[..elements[most - 1]] + "…";
    }

    /// <summary>A number with four significant digits, thousands grouped.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return "–";
        }

        var size = value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return size < -Digits ? value.ToString("0.##E+0", CultureInfo.InvariantCulture)
            : value.ToString("N" + Math.Clamp(Digits - 1 - size, 0, Digits + 1), CultureInfo.InvariantCulture);
    }

    public static string Percent(double share) => (share * 100).ToString(Math.Abs(share) is < 0.1 and > 0 ? "0.0" : "0", CultureInfo.InvariantCulture) + "%";

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A coordinate of a drawing.</summary>
    public static string Place(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
