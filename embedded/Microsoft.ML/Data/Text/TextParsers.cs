using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>The parsers of all types but text. Empty text is 0, false or the first moment; ?, NA, N/A and NaN are missing.</summary>
internal static class TextParsers
{
    private static readonly double[] s_powers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    public static TextParser<T> For<T>(PrimitiveDataViewType type, bool emptyIsNaN, char decimalMarker)
    {
        if (type is KeyDataViewType key)
        {
            return Key<T>(key.Count);
        }

        Delegate parser = type.RawType switch
        {
            var t when t == typeof(float) => Single(emptyIsNaN, decimalMarker),
            var t when t == typeof(double) => Double(emptyIsNaN, decimalMarker),
            var t when t == typeof(bool) => (TextParser<bool>)TryBoolean,
            var t when t == typeof(DateTime) => (TextParser<DateTime>)TryDateTime,
            var t when t == typeof(DateTimeOffset) => (TextParser<DateTimeOffset>)TryDateTimeOffset,
            var t when t == typeof(TimeSpan) => (TextParser<TimeSpan>)TryTimeSpan,
            var t when t == typeof(sbyte) => Integer<sbyte>(),
            var t when t == typeof(byte) => Integer<byte>(),
            var t when t == typeof(short) => Integer<short>(),
            var t when t == typeof(ushort) => Integer<ushort>(),
            var t when t == typeof(int) => Integer<int>(),
            var t when t == typeof(uint) => Integer<uint>(),
            var t when t == typeof(long) => Integer<long>(),
            var t when t == typeof(ulong) => Integer<ulong>(),
            _ => throw new ArgumentException($"{type} is not read from text.", nameof(type)),
        };
        return (TextParser<T>)parser;
    }

    /// <summary>Whether a value that cannot be parsed becomes the missing value instead of an error.</summary>
    public static bool HasMissing(PrimitiveDataViewType type) =>
        type is KeyDataViewType || type.RawType == typeof(float) || type.RawType == typeof(double);

    public static bool TrySingle(ReadOnlySpan<char> text, out float value)
    {
        if (TrySimple(text, out var simple))
        {
            // A double halfway between two floats may have been rounded to there: then the text decides.
            const ulong Low = (1UL << 29) - 1;
            if ((BitConverter.DoubleToUInt64Bits(simple) & Low) != 1UL << 28)
            {
                value = (float)simple;
                return true;
            }
        }

        if (!text.Contains('\0') && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        var known = TryInfinity(text, out var infinity);
        value = (float)infinity;
        return known;
    }

    public static bool TryDouble(ReadOnlySpan<char> text, out double value) =>
        TrySimple(text, out value) || (!text.Contains('\0') && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) || TryInfinity(text, out value);

    /// <summary>Truth values: true, yes, y, t, 1, +1, + and false, no, n, f, 0, -1, - in any case; empty is false.</summary>
    public static bool TryBoolean(ReadOnlySpan<char> text, out bool value)
    {
        value = Is(text, "true") || Is(text, "yes") || Is(text, "t") || Is(text, "y") || Is(text, "1") || Is(text, "+1") || Is(text, "+");
        return value || text.IsEmpty
            || Is(text, "false") || Is(text, "no") || Is(text, "f") || Is(text, "n") || Is(text, "0") || Is(text, "-1") || Is(text, "-");
    }

    public static bool IsMissing(ReadOnlySpan<char> text) => text is "?" || Is(text, "na") || Is(text, "n/a") || Is(text, "nan");

    public static bool TryDateTime(ReadOnlySpan<char> text, out DateTime value)
    {
        value = default;
        return text.IsEmpty || DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);
    }

    public static bool TryDateTimeOffset(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        return text.IsEmpty || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    public static bool TryTimeSpan(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        return text.IsEmpty || TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    private static TextParser<float> Single(bool emptyIsNaN, char decimalMarker) => (ReadOnlySpan<char> text, out float value) =>
    {
        if (text.IsWhiteSpace())
        {
            value = emptyIsNaN ? float.NaN : 0;
            return true;
        }

        if (TrySingle(WithPoint(text, decimalMarker, stackalloc char[Math.Min(text.Length, 64)]), out value))
        {
            return true;
        }

        value = float.NaN;
        return IsMissing(text);
    };

    private static TextParser<double> Double(bool emptyIsNaN, char decimalMarker) => (ReadOnlySpan<char> text, out double value) =>
    {
        if (text.IsWhiteSpace())
        {
            value = emptyIsNaN ? double.NaN : 0;
            return true;
        }

        if (TryDouble(WithPoint(text, decimalMarker, stackalloc char[Math.Min(text.Length, 64)]), out value))
        {
            return true;
        }

        value = double.NaN;
        return IsMissing(text);
    };

    private static TextParser<T> Integer<T>()
        where T : struct, System.Numerics.INumberBase<T> => static (ReadOnlySpan<char> text, out T value) =>
    {
        value = default;
        return text.IsEmpty
            || (text[0] != '+' && text[^1] != '\0' && T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));
    };

    private static TextParser<T> Key<T>(ulong count) => (ReadOnlySpan<char> text, out T value) =>
    {
        value = default!;
        if (text.IsEmpty || IsMissing(text))
        {
            return true;
        }

        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= count)
        {
            return false;
        }

        value = KeyOf<T>(number + 1);
        return true;
    };

    private static T KeyOf<T>(ulong key)
    {
        if (typeof(T) == typeof(uint))
        {
            return (T)(object)(uint)key;
        }

        if (typeof(T) == typeof(byte))
        {
            return (T)(object)(byte)key;
        }

        return typeof(T) == typeof(ushort) ? (T)(object)(ushort)key : (T)(object)key;
    }

    /// <summary>
    /// Numbers of at most 15 digits without exponent: digits and power of ten are exact in a double, so that one division rounds right
    /// (Clinger, "How to read floating point numbers accurately", 1990, the fast path).
    /// </summary>
    private static bool TrySimple(ReadOnlySpan<char> text, out double value)
    {
        const int MaxDigits = 15;
        value = 0;
        var i = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative)
        {
            i = 1;
        }

        long mantissa = 0;
        var digits = 0;
        var fraction = -1;
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                if (++digits > MaxDigits)
                {
                    return false;
                }

                fraction += fraction >= 0 ? 1 : 0;
            }
            else if (text[i] == '.' && fraction < 0)
            {
                fraction = 0;
            }
            else
            {
                return false;
            }
        }

        if (digits == 0)
        {
            return false;
        }

        value = fraction > 0 ? mantissa / s_powers[fraction] : mantissa;
        value = negative ? -value : value;
        return true;
    }

    /// <summary>The number with a point for its decimal marker; no number where it has both.</summary>
    private static ReadOnlySpan<char> WithPoint(ReadOnlySpan<char> text, char marker, Span<char> buffer)
    {
        if (marker == '.')
        {
            return text;
        }

        if (text.Length > buffer.Length || text.Contains('.'))
        {
            return "?";
        }

        text.Replace(buffer, marker, '.');
        return buffer[..text.Length];
    }

    private static bool TryInfinity(ReadOnlySpan<char> text, out double value)
    {
        var word = text.Trim();
        value = word is "∞" ? double.PositiveInfinity : word is "-∞" ? double.NegativeInfinity : 0;
        return value != 0;
    }

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
