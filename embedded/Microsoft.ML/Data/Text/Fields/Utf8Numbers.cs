using System.Runtime.CompilerServices;

namespace Microsoft.ML.Data;

/// <summary>
/// The numbers most files are full of, read from UTF-8 text in one pass; others are left to the runtime. Where digits and power of ten are exact
/// in a double, one multiplication or division rounds right (Clinger, "How to read floating point numbers accurately", 1990, the fast path).
/// </summary>
internal static class Utf8Numbers
{
    private const int MostDigits = 19;

    private static readonly double[] s_powers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads a number that rounds right in one step; false leaves open what the text is.</summary>
    public static bool TryDouble(ReadOnlySpan<byte> text, byte marker, out double value)
    {
        if (!TryDigits(text, marker, out var digits, out var exponent, out var negative) || digits > 1UL << 53 || (uint)(exponent + 22) > 44)
        {
            value = 0;
            return false;
        }

        value = Scale(digits, exponent);
        value = negative ? -value : value;
        return true;
    }

    /// <summary>Reads a number that rounds right; false leaves open what the text is.</summary>
    public static bool TrySingle(ReadOnlySpan<byte> text, byte marker, out float value)
    {
        value = 0;
        if (!TryDigits(text, marker, out var digits, out var exponent, out var negative) || (uint)(exponent + 22) > 44)
        {
            return false;
        }

        var number = Scale(digits, exponent);
        if (digits != 0 && !RoundsSafely(number, digits <= 1UL << 53))
        {
            return false;
        }

        value = negative ? -(float)number : (float)number;
        return true;
    }

    /// <summary>Reads a whole number of at most 18 digits; false leaves open what the text is.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        var i = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        value = 0;
        if (text.Length - i is 0 or > 18)
        {
            return false;
        }

        for (var at = i; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        value = i > 0 && text[0] == '-' ? -value : value;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Scale(ulong digits, int exponent) =>
        exponent < 0 ? digits / s_powers[-exponent] : digits * s_powers[exponent];

    /// <summary>
    /// Whether a double rounds to the single its digits round to: it is in the range of normal singles, and not so near a point halfway between
    /// two of them that its own error counts. That error is none or one rounding where the digits are exact, and up to two more otherwise.
    /// </summary>
    private static bool RoundsSafely(double number, bool exact)
    {
        const int Dropped = 29;
        const long Half = 1L << (Dropped - 1);
        var low = (long)(BitConverter.DoubleToUInt64Bits(number) & ((1UL << Dropped) - 1));
        return Math.Abs(low - Half) > (exact ? 0 : 2) && number is >= 1.1754943508222875e-38 and <= 3.4028234663852886e38;
    }

    /// <summary>Takes a number apart: digits x 10^exponent. False when there are other characters or too many digits.</summary>
    private static bool TryDigits(ReadOnlySpan<byte> text, byte marker, out ulong digits, out int exponent, out bool negative)
    {
        var i = 0;
        digits = 0;
        exponent = 0;
        negative = text.Length > 0 && text[0] == '-';
        if (negative || (text.Length > 0 && text[0] == '+'))
        {
            i = 1;
        }

        var first = i;
        while (i < text.Length && (uint)(text[i] - '0') is <= 9 and var digit)
        {
            digits = (digits * 10) + digit;
            i++;
        }

        var count = i - first;
        if (i < text.Length && text[i] == marker)
        {
            i++;
            var fraction = i;
            while (i < text.Length && (uint)(text[i] - '0') is <= 9 and var digit)
            {
                digits = (digits * 10) + digit;
                i++;
            }

            exponent = fraction - i;
            count -= exponent;
        }

        if (count == 0 || count > MostDigits)
        {
            return false;
        }

        return i == text.Length || ((text[i] | 0x20) == 'e' && TryExponent(text[(i + 1)..], ref exponent));
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, ref int exponent)
    {
        if (text.Length > 5 || !TryInteger(text, out var value))
        {
            return false;
        }

        exponent += (int)value;
        return true;
    }
}
