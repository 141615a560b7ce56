using System.Globalization;

namespace MLNetTuning.Experiments.Data;

/// <summary>Numbers as people write them: with a decimal point or comma, groups of three digits, a currency, a percent sign, brackets for negative.</summary>
internal static class NumberText
{
    /// <summary>Numbers beyond are taken as missing: their squares are beyond what a model reckons with.</summary>
    internal const float Largest = 1e18f;

    private const int Longest = 64;

    private static readonly string[] _units = ["%", "$", "€", "£", "¥", "US$", "USD", "EUR", "GBP", "CHF", "JPY", "kr", "Fr."];

    // What programs write where there is no number.
    private static readonly HashSet<string> _marks = new(
        ["-", "--", "---", ".", "..", "none", "nil", "n.a.", "n.a", "n/a.", "#n/a", "#na", "#div/0!", "#value!", "#ref!", "#num!", "#null!", "inf", "-inf", "+inf", "1.#inf", "-1.#inf", "1.#qnan", "-1.#ind", "infinity", "-infinity", "+infinity", "-nan", "missing", "unknown", "undefined", "(null)", "(blank)", "keine angabe", "k.a."],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _markLookup = _marks.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a text stands for a number that is not there.</summary>
    internal static bool IsMark(ReadOnlySpan<char> text) => text.Length <= 16 && _markLookup.Contains(text.Trim());

    /// <summary>Reads a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="decimalComma">Whether a comma begins the decimals and points group the digits, rather than the other way round.</param>
    /// <param name="value">The number, NaN beyond 1e18.</param>
    internal static bool TryParse(ReadOnlySpan<char> text, bool decimalComma, out float value)
    {
        if ((!decimalComma || !text.ContainsAny('.', ',')) && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            value = Math.Abs(value) <= Largest ? value : float.NaN;
            return true;
        }

        value = float.NaN;
        var body = Strip(text, out var isNegative);
        Span<char> plain = stackalloc char[Longest];
        if (body.Length is 0 or >= Longest || !char.IsAsciiDigit(body[^1]) || Plain(body, decimalComma, plain) is not (> 0 and var length)
            || !float.TryParse(plain[..length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        value = !(number <= Largest) ? float.NaN : isNegative ? -number : number;
        return true;
    }

    /// <summary>Says by which mark a number's decimals begin: 1 a comma, -1 a point, 0 when it has none or may be either.</summary>
    internal static int DecimalMark(ReadOnlySpan<char> text)
    {
        var body = Strip(text, out _);
        if (!body.ContainsAny('.', ',') || body.Length >= Longest)
        {
            return 0;
        }

        // With one mark before exactly three digits both readings are possible: 1,234.
        return (TryParse(body, true, out _), TryParse(body, false, out _)) switch
        {
            (true, false) => 1,
            (false, true) => -1,
            (true, true) when body.StartsWith("0.") => -1,
            (true, true) when body.StartsWith("0,") => 1,
            _ => 0,
        };
    }

    private static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text, scoped out bool isNegative)
    {
        text = text.Trim();
        isNegative = text is ['(', .., ')'];
        text = Sign(isNegative ? text[1..^1].Trim() : text, ref isNegative);
        var bare = text;
        foreach (var unit in _units)
        {
            if (text.StartsWith(unit, StringComparison.OrdinalIgnoreCase) && unit != "%")
            {
                bare = text[unit.Length..];
            }
            else if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                bare = text[..^unit.Length];
            }
        }

        return Sign(bare.Trim(), ref isNegative);
    }

    private static ReadOnlySpan<char> Sign(ReadOnlySpan<char> text, scoped ref bool isNegative)
    {
        if (text is not ['-' or '\u2212' or '+', .. var rest])
        {
            return text;
        }

        isNegative ^= text[0] != '+';
        return rest.TrimStart();
    }

    /// <summary>Writes the digits without their groups; gives the length, or 0 when the groups are not of three.</summary>
    private static int Plain(ReadOnlySpan<char> text, bool decimalComma, Span<char> target)
    {
        var (decimals, groups) = decimalComma ? (',', '.') : ('.', ',');
        var (length, digits, mark, isWhole) = (0, 0, '\0', true);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
                target[length++] = c;
            }
            else if (isWhole && (c == groups || c is '\'' or ' ' or '\u00A0' or '\u202F'))
            {
                // The first group has one to three digits, the others three; one mark all through.
                if (mark == '\0' ? digits is 0 or > 3 : digits != 3 || c != mark)
                {
                    return 0;
                }

                (mark, digits) = (c, 0);
            }
            else if (isWhole && (c == decimals || c is 'e' or 'E'))
            {
                if (mark != '\0' && digits != 3)
                {
                    return 0;
                }

                isWhole = false;
                target[length++] = c == decimals ? '.' : 'e';
            }
            else if (!isWhole && (c is 'e' or 'E' || (c is '-' or '+' && target[length - 1] == 'e')))
            {
                target[length++] = char.ToLowerInvariant(c);
            }
            else
            {
                return 0;
            }
        }

        return isWhole && mark != '\0' && digits != 3 ? 0 : length;
    }
}
