using System.Reflection;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

/// <summary>Hashes that are the same on every machine and in every run.</summary>
internal static class Hashing
{
    private static readonly MethodInfo s_scalar = typeof(Hashing).GetMethod(nameof(OfScalar), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo s_vector = typeof(Hashing).GetMethod(nameof(OfVector), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>FNV-1a over the bytes, then mixed.</summary>
    public static ulong Bytes(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var hash = 0xCBF29CE484222325 ^ seed;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 0x100000001B3;
        }

        return Mix(hash);
    }

    /// <summary>The hash of a column's value at the current row.</summary>
    public static Func<ulong> Getter(DataViewRow row, DataViewSchema.Column column, ulong seed)
    {
        var method = column.Type is VectorDataViewType ? s_vector : s_scalar;
        return method.MakeGenericMethod(column.Type.ItemType().RawType)
            .CreateDelegate<Func<DataViewRow, DataViewSchema.Column, ulong, Func<ulong>>>()(row, column, seed);
    }

    public static ulong Value<T>(in T value, ulong seed) => value switch
    {
        ReadOnlyMemory<char> text => Bytes(MemoryMarshal.AsBytes(text.Span), seed),
        bool v => Mix(seed ^ (v ? 1UL : 0UL)),
        float v => Mix(seed ^ BitConverter.SingleToUInt32Bits(v == 0 ? 0 : v)),
        double v => Mix(seed ^ BitConverter.DoubleToUInt64Bits(v == 0 ? 0 : v)),
        DateTime v => Mix(seed ^ (ulong)v.Ticks),
        DateTimeOffset v => Mix(seed ^ (ulong)v.UtcTicks),
        TimeSpan v => Mix(seed ^ (ulong)v.Ticks),
        DataViewRowId v => Mix(Mix(seed ^ v.Low) ^ v.High),
        sbyte v => Mix(seed ^ (ulong)v),
        short v => Mix(seed ^ (ulong)v),
        int v => Mix(seed ^ (ulong)v),
        long v => Mix(seed ^ (ulong)v),
        byte v => Mix(seed ^ v),
        ushort v => Mix(seed ^ v),
        uint v => Mix(seed ^ v),
        ulong v => Mix(seed ^ v),
        _ => throw new NotSupportedException($"Values of {typeof(T)} cannot be hashed."),
    };

    private static Func<ulong> OfScalar<T>(DataViewRow row, DataViewSchema.Column column, ulong seed)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return Value(value, seed);
        };
    }

    private static Func<ulong> OfVector<T>(DataViewRow row, DataViewSchema.Column column, ulong seed)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return () =>
        {
            getter(ref value);
            var hash = seed;
            foreach (var item in value.DenseValues())
            {
                hash = Value(item, hash);
            }

            return hash;
        };
    }
}
