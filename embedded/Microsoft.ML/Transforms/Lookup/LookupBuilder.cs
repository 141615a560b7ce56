using System.Globalization;
using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Makes dictionaries from what users give: strings become text, and values may be made into keys.</summary>
internal static class LookupBuilder
{
    private static readonly MethodInfo s_scalars = typeof(LookupBuilder).GetMethod(nameof(ScalarsTyped), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo s_vectors = typeof(LookupBuilder).GetMethod(nameof(VectorsTyped), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static LookupMap Scalars<TIn, TOut>(IEnumerable<KeyValuePair<TIn, TOut>> pairs, bool valuesAsKeys)
    {
        var all = pairs.ToArray();
        var keys = ToRaw(Array.ConvertAll(all, static p => p.Key));
        var values = Array.ConvertAll(all, static p => p.Value);
        if (!valuesAsKeys)
        {
            return Create(s_scalars, ColumnTypes.FromRaw(typeof(TIn)), ColumnTypes.FromRaw(typeof(TOut)), keys, ToRaw(values), Array.Empty<ReadOnlyMemory<char>>());
        }

        var distinct = values.Distinct().ToArray();
        if (distinct.Length == 0)
        {
            throw new ArgumentException("There are no values to make keys of; give at least one pair.", nameof(pairs));
        }

        var names = Array.ConvertAll(distinct, static v => (Convert.ToString(v, CultureInfo.InvariantCulture) ?? "").AsMemory());
        var isKey = typeof(TOut) == typeof(uint) || typeof(TOut) == typeof(ulong);
        var raw = typeof(TOut) == typeof(ulong) ? typeof(ulong) : typeof(uint);

        // Values of uint and ulong are the keys themselves; others are numbered from 1 in the order they come.
        Array indices = isKey ? values : Array.ConvertAll(values, v => (uint)Array.IndexOf(distinct, v) + 1);
        return Create(s_scalars, ColumnTypes.FromRaw(typeof(TIn)), new KeyDataViewType(raw, distinct.Length), keys, indices, names);
    }

    public static LookupMap Vectors<TIn, TOut>(IEnumerable<KeyValuePair<TIn, TOut[]>> pairs)
    {
        var all = pairs.ToArray();
        var values = Array.ConvertAll(all, static p => ToRaw(p.Value));
        var item = ColumnTypes.FromRaw(typeof(TOut));
        var typed = Array.CreateInstance(item.RawType.MakeArrayType(), values.Length);
        Array.Copy(values, typed, values.Length);
        return Create(s_vectors, ColumnTypes.FromRaw(typeof(TIn)), item, ToRaw(Array.ConvertAll(all, static p => p.Key)), typed, Array.Empty<ReadOnlyMemory<char>>());
    }

    private static Array ToRaw<T>(T[] values) => values is string[] texts ? AnnotationUtils.ToMemory(texts) : values;

    private static LookupMap Create(
        MethodInfo method, PrimitiveDataViewType keyType, PrimitiveDataViewType valueType, Array keys, Array values, ReadOnlyMemory<char>[] names) =>
        method.MakeGenericMethod(keyType.RawType, valueType.RawType)
            .CreateDelegate<Func<PrimitiveDataViewType, PrimitiveDataViewType, Array, Array, ReadOnlyMemory<char>[], LookupMap>>()(keyType, valueType, keys, values, names);

    private static LookupMap ScalarsTyped<TKey, TValue>(
        PrimitiveDataViewType keyType, PrimitiveDataViewType valueType, Array keys, Array values, ReadOnlyMemory<char>[] names)
        where TKey : notnull => new LookupScalars<TKey, TValue>(keyType, valueType, (TKey[])keys, (TValue[])values, names);

    private static LookupMap VectorsTyped<TKey, TValue>(
        PrimitiveDataViewType keyType, PrimitiveDataViewType valueType, Array keys, Array values, ReadOnlyMemory<char>[] names)
        where TKey : notnull => new LookupVectors<TKey, TValue>(keyType, valueType, (TKey[])keys, (TValue[][])values);
}
