namespace Microsoft.ML.Transforms;

/// <summary>Conversions among numbers, from truth values and from times.</summary>
internal static class NumberConversions
{
    public static ValueMap<TIn, TOut>? Find<TIn, TOut>()
    {
        if (FromDouble<TOut>() is { } writeReal)
        {
            // 64-bit integers go straight to Single: by way of Double they could be rounded twice.
            if (typeof(TOut) == typeof(float) && ToInt64<TIn>() is { } readSigned)
            {
                return Cast<TIn, TOut, float>((in TIn v, ref float t) => t = readSigned(v));
            }

            if (typeof(TOut) == typeof(float) && ToUInt64<TIn>() is { } readUnsigned)
            {
                return Cast<TIn, TOut, float>((in TIn v, ref float t) => t = readUnsigned(v));
            }

            return ToDouble<TIn>() is { } readReal ? (in TIn v, ref TOut t) => t = writeReal(readReal(v)) : null;
        }

        if (FromInt64<TOut>() is { } writeSigned && (!IsTime<TIn>() || typeof(TOut) == typeof(long)))
        {
            return ToInt64<TIn>() is { } read ? (in TIn v, ref TOut t) => t = writeSigned(read(v)) : null;
        }

        return FromUInt64<TOut>() is { } writeUnsigned && ToUInt64<TIn>() is { } readKey ? (in TIn v, ref TOut t) => t = writeUnsigned(readKey(v)) : null;
    }

    public static Func<T, double>? ToDouble<T>() => typeof(T) == typeof(float) ? As<T, double>(double (float v) => v)
        : typeof(T) == typeof(double) ? As<T, double>(double (double v) => v)
        : ToInt64<T>() is { } signed ? v => signed(v)
        : ToUInt64<T>() is { } unsigned ? v => unsigned(v)
        : null;

    public static Func<T, long>? ToInt64<T>() => default(T) switch
    {
        sbyte => As<T, long>(long (sbyte v) => v),
        short => As<T, long>(long (short v) => v),
        int => As<T, long>(long (int v) => v),
        long => As<T, long>(long (long v) => v),
        bool => As<T, long>(long (bool v) => v ? 1 : 0),
        TimeSpan => As<T, long>(long (TimeSpan v) => v.Ticks),
        DateTime => As<T, long>(long (DateTime v) => v.Ticks),
        DateTimeOffset => As<T, long>(long (DateTimeOffset v) => v.UtcTicks),
        _ => null,
    };

    public static Func<T, ulong>? ToUInt64<T>() => default(T) switch
    {
        byte => As<T, ulong>(ulong (byte v) => v),
        ushort => As<T, ulong>(ulong (ushort v) => v),
        uint => As<T, ulong>(ulong (uint v) => v),
        ulong => As<T, ulong>(ulong (ulong v) => v),
        _ => null,
    };

    public static Func<ulong, T>? FromUInt64<T>() => default(T) switch
    {
        byte => Of<ulong, T>(byte (ulong v) => v <= byte.MaxValue ? (byte)v : (byte)0),
        ushort => Of<ulong, T>(ushort (ulong v) => v <= ushort.MaxValue ? (ushort)v : (ushort)0),
        uint => Of<ulong, T>(uint (ulong v) => v <= uint.MaxValue ? (uint)v : 0),
        ulong => Of<ulong, T>(ulong (ulong v) => v),
        _ => null,
    };

    private static Func<long, T>? FromInt64<T>() => default(T) switch
    {
        sbyte => Of<long, T>(sbyte (long v) => (sbyte)v),
        short => Of<long, T>(short (long v) => (short)v),
        int => Of<long, T>(int (long v) => (int)v),
        long => Of<long, T>(long (long v) => v),
        _ => null,
    };

    private static Func<double, T>? FromDouble<T>() => default(T) switch
    {
        float => Of<double, T>(float (double v) => (float)v),
        double => Of<double, T>(double (double v) => v),
        _ => null,
    };

    public static bool IsSigned<T>() => FromInt64<T>() is not null;

    public static bool IsTime<T>() => typeof(T) == typeof(TimeSpan) || typeof(T) == typeof(DateTime) || typeof(T) == typeof(DateTimeOffset);

    private static ValueMap<TIn, TOut> Cast<TIn, TOut, TReal>(ValueMap<TIn, TReal> map) => (ValueMap<TIn, TOut>)(Delegate)map;

    private static Func<T, TOut> As<T, TOut>(Delegate function) => (Func<T, TOut>)function;

    private static Func<TIn, T> Of<TIn, T>(Delegate function) => (Func<TIn, T>)function;
}
