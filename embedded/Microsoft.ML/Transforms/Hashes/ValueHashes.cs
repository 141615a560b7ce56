using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The hashes of all types: NaN, empty text and the missing key are missing.</summary>
internal static class ValueHashes
{
    public static bool IsSupported(DataViewType item) => item is TextDataViewType or KeyDataViewType or NumberDataViewType or BooleanDataViewType or RowIdDataViewType;

    public static ValueHash<T> For<T>(PrimitiveDataViewType type)
    {
        Delegate hash = type switch
        {
            TextDataViewType => (ValueHash<ReadOnlyMemory<char>>)(static (uint seed, uint mask, in ReadOnlyMemory<char> v) =>
                v.IsEmpty ? 0 : (Murmur.Text(seed, v.Span.Trim(' ')) & mask) + 1),
            RowIdDataViewType => (ValueHash<DataViewRowId>)(static (uint seed, uint mask, in DataViewRowId v) =>
                (Murmur.Finish(Murmur.Round(Murmur.Round(seed, v.Low), v.High), 16) & mask) + 1),
            KeyDataViewType => Key<T>(),
            _ => Number<T>(),
        };
        return (ValueHash<T>)hash;
    }

    private static ValueHash<T> Key<T>()
    {
        var read = NumberConversions.ToUInt64<T>()!;
        var wide = typeof(T) == typeof(ulong);
        return (uint seed, uint mask, in T value) => read(value) is var key && key == 0 ? 0 : Bits(seed, mask, key, wide);
    }

    private static ValueHash<T> Number<T>()
    {
        if (typeof(T) == typeof(float))
        {
            return (ValueHash<T>)(Delegate)(ValueHash<float>)(static (uint seed, uint mask, in float v) =>
                float.IsNaN(v) ? 0 : Bits(seed, mask, BitConverter.SingleToUInt32Bits(v == 0 ? 0 : v), wide: false));
        }

        if (typeof(T) == typeof(double))
        {
            return (ValueHash<T>)(Delegate)(ValueHash<double>)(static (uint seed, uint mask, in double v) =>
                double.IsNaN(v) ? 0 : Bits(seed, mask, BitConverter.DoubleToUInt64Bits(v == 0 ? 0 : v), wide: true));
        }

        var wide = typeof(T) == typeof(long) || typeof(T) == typeof(ulong);
        if (NumberConversions.ToUInt64<T>() is { } unsigned)
        {
            return (uint seed, uint mask, in T value) => Bits(seed, mask, unsigned(value), wide);
        }

        var signed = NumberConversions.ToInt64<T>()!;
        return (uint seed, uint mask, in T value) => Bits(seed, mask, (ulong)signed(value), wide);
    }

    private static uint Bits(uint seed, uint mask, ulong bits, bool wide) =>
        ((wide ? Murmur.Finish(Murmur.Round(seed, bits), sizeof(ulong)) : Murmur.Finish(Murmur.Round(seed, (uint)bits), sizeof(uint))) & mask) + 1;
}
