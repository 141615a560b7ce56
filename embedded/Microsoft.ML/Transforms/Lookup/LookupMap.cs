using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A dictionary from the values of one type to those of another.</summary>
internal abstract class LookupMap
{
    private static readonly MethodInfo s_read = typeof(LookupMap).GetMethod(nameof(ReadTyped), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo s_load = typeof(LookupMap).GetMethod(nameof(LoadTyped), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The type looked up.</summary>
    public abstract PrimitiveDataViewType KeyType { get; }

    /// <summary>The type found.</summary>
    public abstract DataViewType ValueType { get; }

    /// <summary>What is known of the values found: for keys what they stand for.</summary>
    public abstract DataViewSchema.Annotations Annotations { get; }

    public abstract Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column);

    public abstract void Write(ModelWriter writer);

    public static LookupMap Read(ModelReader reader)
    {
        var keyType = (PrimitiveDataViewType)SchemaFile.ReadType(reader);
        var itemType = (PrimitiveDataViewType)SchemaFile.ReadType(reader);
        return s_read.MakeGenericMethod(keyType.RawType, itemType.RawType)
            .CreateDelegate<Func<ModelReader, PrimitiveDataViewType, PrimitiveDataViewType, LookupMap>>()(reader, keyType, itemType);
    }

    /// <summary>Reads the dictionary from two columns of a data view.</summary>
    public static LookupMap Load(IDataView data, DataViewSchema.Column key, DataViewSchema.Column value) => key.Type is PrimitiveDataViewType keyType
        ? s_load.MakeGenericMethod(keyType.RawType, value.Type.ItemType().RawType)
            .CreateDelegate<Func<IDataView, DataViewSchema.Column, DataViewSchema.Column, LookupMap>>()(data, key, value)
        : throw SchemaErrors.WrongType(key.Name, "key", "a scalar", key.Type.ToString()!);

    private static LookupMap ReadTyped<TKey, TValue>(ModelReader reader, PrimitiveDataViewType keyType, PrimitiveDataViewType itemType)
        where TKey : notnull
    {
        var keys = TypedArrays.Read<TKey>(reader);
        var values = TypedArrays.Read<TValue>(reader);
        var lengths = reader.ReadArray<int>();
        var names = reader.ReadTexts();
        if (lengths.Length == 0)
        {
            return keys.Length == values.Length
                ? new LookupScalars<TKey, TValue>(keyType, itemType, keys, values, names)
                : throw reader.Corrupt($"{keys.Length} keys meet {values.Length} values");
        }

        if (lengths.Length != keys.Length || lengths.Any(static l => l < 0) || lengths.Sum(static l => (long)l) != values.Length)
        {
            throw reader.Corrupt("the lengths of the vectors do not fit");
        }

        var vectors = new TValue[lengths.Length][];
        for (int i = 0, at = 0; i < vectors.Length; at += lengths[i++])
        {
            vectors[i] = values[at..(at + lengths[i])];
        }

        return new LookupVectors<TKey, TValue>(keyType, itemType, keys, vectors);
    }

    private static LookupMap LoadTyped<TKey, TValue>(IDataView data, DataViewSchema.Column key, DataViewSchema.Column value)
        where TKey : notnull
    {
        var keys = data.GetColumn<TKey>(key).ToArray();
        if (value.Type is VectorDataViewType vector)
        {
            return new LookupVectors<TKey, TValue>((PrimitiveDataViewType)key.Type, vector.ItemType, keys, data.GetColumn<TValue[]>(value).ToArray());
        }

        var names = Array.Empty<ReadOnlyMemory<char>>();
        if (value.HasKeyValues())
        {
            VBuffer<ReadOnlyMemory<char>> known = default;
            value.GetKeyValues(ref known);
            names = known.DenseValues().ToArray();
        }

        return new LookupScalars<TKey, TValue>((PrimitiveDataViewType)key.Type, (PrimitiveDataViewType)value.Type, keys, data.GetColumn<TValue>(value).ToArray(), names);
    }
}
