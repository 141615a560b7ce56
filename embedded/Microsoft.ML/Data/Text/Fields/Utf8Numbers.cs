using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

/// <summary>
/// The numbers most files are full of, read from UTF-8 text in one pass; others are left to the runtime. Where digits and power of ten are exact
/// in a double, one multiplication or division rounds right (Clinger, "How to read floating point numbers accurately", 1990, the fast path).
/// Eight digits are read as one number of 64 bits (Lemire, "Number parsing at a gigabyte per second", 2021, section 6): files hold numbers of
/// varying lengths, and a loop over their digits costs more in mispredicted branches than in arithmetic.
/// </summary>
internal static class Utf8Numbers
{
    private const int MostDigits = 19;
    private const ulong Zeros = 0x3030303030303030;

    private static readonly double[] s_powers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>Reads a number that rounds right in one step; false leaves open what the text is.</summary>
    /// <param name="bytes">The text the number is in.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="length">Its length.</param>
    /// <param name="marker">The decimal marker.</param>
    /// <param name="value">The number.</param>
    public static bool TryDouble(ReadOnlySpan<byte> bytes, int start, int length, byte marker, out double value)
    {
        if (!TryShort(bytes, start, length, marker, out var digits, out var exponent, out var negative)
            && (!TryDigits(bytes.Slice(start, length), marker, out digits, out exponent, out negative) || digits > 1UL << 53 || (uint)(exponent + 22) > 44))
        {
            value = 0;
            return false;
        }

        value = Scale(digits, exponent);
        value = negative ? -value : value;
        return true;
    }

    /// <summary>Reads a number that rounds right; false leaves open what the text is.</summary>
    /// <param name="bytes">The text the number is in.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="length">Its length.</param>
    /// <param name="marker">The decimal marker.</param>
    /// <param name="value">The number.</param>
    public static bool TrySingle(ReadOnlySpan<byte> bytes, int start, int length, byte marker, out float value)
    {
        if (TryShort(bytes, start, length, marker, out var digits, out var exponent, out var negative))
        {
            var number = (double)(long)digits;
            if (exponent != 0)
            {
                // The quotient is a normal single or 0: eight digits over at most 10^7.
                number /= s_powers[-exponent];
                if (IsNearHalf(number, 0))
                {
                    value = 0;
                    return false;
                }
            }

            value = (float)(negative ? -number : number);
            return true;
        }

        return TryLongSingle(bytes.Slice(start, length), marker, out value);
    }

    /// <summary>Reads a whole number of at most 18 digits; false leaves open what the text is.</summary>
    /// <param name="bytes">The text the number is in.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="length">Its length.</param>
    /// <param name="value">The number.</param>
    public static bool TryInteger(ReadOnlySpan<byte> bytes, int start, int length, out long value)
    {
        // 0 stands for no decimal marker.
        if (TryShort(bytes, start, length, 0, out var digits, out _, out var negative))
        {
            value = negative ? -(long)digits : (long)digits;
            return true;
        }

        return TryInteger(bytes.Slice(start, length), out value);
    }

    private static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        var i = text.Length > 0 && text[0] == '-' ? 1 : 0;
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

    private static bool TryLongSingle(ReadOnlySpan<byte> text, byte marker, out float value)
    {
        value = 0;
        if (!TryDigits(text, marker, out var digits, out var exponent, out var negative) || (uint)(exponent + 22) > 44)
        {
            return false;
        }

        // More digits than a double holds, and the power, are two roundings at most.
        var number = Scale(digits, exponent);
        if (digits != 0 && (IsNearHalf(number, digits <= 1UL << 53 ? 0 : 2) || number is < 1.1754943508222875e-38 or > 3.4028234663852886e38))
        {
            return false;
        }

        value = (float)(negative ? -number : number);
        return true;
    }

    /// <summary>
    /// Whether a double is so near a point halfway between two singles that its own error may decide to which it rounds.
    /// </summary>
    /// <param name="number">The double.</param>
    /// <param name="errors">How many units in its last place it may be off; 0 where it is the double nearest to the number meant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNearHalf(double number, long errors)
    {
        const int Dropped = 29;
        const long Half = 1L << (Dropped - 1);
        var low = (long)(BitConverter.DoubleToUInt64Bits(number) & ((1UL << Dropped) - 1));
        return Math.Abs(low - Half) <= errors;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Scale(ulong digits, int exponent) =>
        exponent < 0 ? digits / s_powers[-exponent] : digits * s_powers[exponent];

    /// <summary>
    /// Takes a number of at most eight characters behind its sign apart, all at once. False for others, and where there are not eight bytes from
    /// its start on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryShort(ReadOnlySpan<byte> bytes, int start, int length, byte marker, out ulong digits, out int exponent, out bool negative)
    {
        digits = 0;
        exponent = 0;
        negative = bytes[start] == '-';
        if (negative)
        {
            start++;
            length--;
        }

        if ((uint)(length - 1) > 7 || start + 8 > bytes.Length)
        {
            return false;
        }

        // The last character goes to the top; zeros fill the bottom.
        var text = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), start));
        text = BitConverter.IsLittleEndian ? text : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(text);
        var empty = 64 - (length * 8);
        text = (text << empty) | (Zeros & ((1UL << empty) - 1));
        var markers = text ^ (0x0101010101010101UL * marker);
        markers = (markers - 0x0101010101010101) & ~markers & 0x8080808080808080;
        if (marker != 0 && markers != 0)
        {
            // The characters before the marker move up by one.
            var below = BitOperations.TrailingZeroCount(markers) - 7;
            var before = text & ((1UL << below) - 1);
            text = (text & ~((1UL << below << 8) - 1)) | (before << 8) | '0';
            exponent = (below >> 3) - 7;
            if (length == 1)
            {
                return false;
            }
        }

        return TryEight(text, out digits);
    }

    /// <summary>Eight digits, the first in the lowest byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryEight(ulong text, out ulong digits)
    {
        digits = text - Zeros;
        if (((text + 0x4646464646464646) | digits) is var outside && (outside & 0x8080808080808080) != 0)
        {
            return false;
        }

        digits = (digits * 10) + (digits >> 8);
        digits = (((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        digits = (uint)digits;
        return true;
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

        var count = TakeDigits(text, ref i, ref digits);
        if (i < text.Length && text[i] == marker)
        {
            i++;
            exponent = -TakeDigits(text, ref i, ref digits);
            count -= exponent;
        }

        if (count == 0 || count > MostDigits)
        {
            return false;
        }

        return i == text.Length || ((text[i] | 0x20) == 'e' && TryExponent(text[(i + 1)..], ref exponent));
    }

    private static int TakeDigits(ReadOnlySpan<byte> text, ref int i, ref ulong digits)
    {
        var first = i;
        while (text.Length - i >= 8 && TryEight(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(text[i..]), out var eight))
        {
            digits = (digits * 100_000_000) + eight;
            i += 8;
        }

        while (i < text.Length && (uint)(text[i] - '0') is <= 9 and var digit)
        {
            digits = (digits * 10) + digit;
            i++;
        }

        return i - first;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, ref int exponent)
    {
        text = text.Length > 1 && text[0] == '+' ? text[1..] : text;
        if (text.Length > 5 || !TryInteger(text, out var value))
        {
            return false;
        }

        exponent += (int)value;
        return true;
    }
}
