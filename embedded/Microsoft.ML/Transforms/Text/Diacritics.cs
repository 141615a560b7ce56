namespace Microsoft.ML.Transforms.Text;

/// <summary>
/// Letters with diacritical marks and the letters without, by the canonical decompositions of the Unicode character database. Written out
/// because a program without culture data cannot decompose.
/// </summary>
internal static class Diacritics
{
    /// <summary>The letters of U+00C0 to U+0233 without marks; a point where a letter has none.</summary>
    private const string Latin =
        "AAAAAA.CEEEEIIII.NOOOOO..UUUUY..aaaaaa.ceeeeiiii.nooooo..uuuuy.yAaAaAaCcCcCcCcDd..EeEeEeEeEeGgGgGgGgHh..IiIiIiIiI...JjKk" +
        ".LlLlLl....NnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTt..UuUuUuUuUuUuWwYyYZzZzZz.................................Oo.............U" +
        "u............................AaIiOoUuUuUuUuUu.AaAaÆæ..GgKkOoOoƷʒj...Gg..NnAaÆæØøAaAaEeEeIiIiOoOoRrRrUuUuSsTt..Hh......Aa" +
        "EeOoOoOoOoYy";

    /// <summary>The letters of U+0386 to U+03D4 without marks.</summary>
    private const string Greek =
        "Α.ΕΗΙ.Ο.ΥΩι.........................ΙΥαεηιυ.........................ιυουω....ϒϒ";

    /// <summary>The letters of U+0400 to U+04F9 without marks.</summary>
    private const string Cyrillic =
        "ЕЕ.Г...І....КИУ..........И...............................и......................ее.г...і....киу.......................Ѵѵ" +
        ".........................................................................Жж.............АаАа..Ее..ӘәЖжЗз..ИиИиОо..ӨөЭэУу" +
        "УуУуЧч..Ыы";

    /// <summary>The letter without its marks; the letter itself where it has none.</summary>
    public static char Remove(char c) => c switch
    {
        >= '\u00C0' and <= '\u0233' => Pick(Latin, c, '\u00C0'),
        >= '\u0386' and <= '\u03D4' => Pick(Greek, c, '\u0386'),
        >= '\u0400' and <= '\u04F9' => Pick(Cyrillic, c, '\u0400'),
        _ => c,
    };

    /// <summary>Whether a character is a mark that joins the letter before it: of all scripts, and of Hebrew and Arabic.</summary>
    public static bool IsCombining(char c) => c
        is (>= '\u0300' and <= '\u036F')
        or (>= '\u0591' and <= '\u05BD') or '\u05C1' or '\u05C2' or '\u05C4' or '\u05C5' or '\u05C7'
        or (>= '\u0610' and <= '\u0615') or (>= '\u064C' and <= '\u065E') or '\u0670';

    private static char Pick(string letters, char c, char first) => letters[c - first] is var letter && letter == '.' ? c : letter;
}
