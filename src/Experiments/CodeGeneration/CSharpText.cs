using System.Globalization;
using System.Text;

namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>Names, texts and numbers of data as C#.</summary>
internal static class CSharpText
{
    private const string Nameless = "Column";

    /// <summary>A text as a string literal.</summary>
    public static string Literal(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => IsSafe(rune) ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
            });
        }

        return result.Append('"').ToString();
    }

    /// <summary>A number as a literal that reads back the same.</summary>
    public static string Literal(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny(".E") >= 0 ? text : text + ".0";
    }

    /// <summary>A number of single precision as a literal that reads back the same.</summary>
    public static string Literal(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "f";

    /// <summary>A text within a line of a documentation comment.</summary>
    public static string Comment(string text)
    {
        var result = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => IsSafe(rune) ? rune.ToString() : " ",
            });
        }

        return result.ToString();
    }

    /// <summary>A name in Pascal case of letters and digits; <c>Column</c> where nothing is left of it.</summary>
    public static string Identifier(string name)
    {
        var result = new StringBuilder();
        var starts = true;
        foreach (var letter in Composed(name))
        {
            if (!char.IsLetterOrDigit(letter))
            {
                starts = true;
                continue;
            }

            result.Append(starts ? char.ToUpperInvariant(letter) : letter);
            starts = false;
        }

        return result.Length == 0 ? Nameless : char.IsLetter(result[0]) ? result.ToString() : Nameless + result;
    }

    // Two spellings of one accented letter are one to a reader.
    private static string Composed(string name) => new string([.. name.Where(letter => !char.IsSurrogate(letter))]).Normalize(NormalizationForm.FormC);

    private static bool IsSafe(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
