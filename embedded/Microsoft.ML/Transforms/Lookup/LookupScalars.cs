using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A dictionary to single values; what is not in it becomes the default value.</summary>
internal sealed class LookupScalars<TKey, TValue>(
    PrimitiveDataViewType keyType, PrimitiveDataViewType valueType, TKey[] keys, TValue[] values, ReadOnlyMemory<char>[] names) : LookupMap
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _places = LookupPlaces.Create(keys);

    public override PrimitiveDataViewType KeyType => keyType;

    public override DataViewType ValueType => valueType;

    public override DataViewSchema.Annotations Annotations
    {
        get
        {
            var builder = new DataViewSchema.Annotations.Builder();
            if (names.Length > 0)
            {
                builder.AddKeyValues(names, TextDataViewType.Instance);
            }

            return builder.ToAnnotations();
        }
    }

    public override Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column) => Lifted.Getter<TKey, TValue>(
        row,
        column,
        (in TKey key, ref TValue value) => value = _places.TryGetValue(key, out var place) ? values[place] : default!);

    public override void Write(ModelWriter writer)
    {
        SchemaFile.WriteType(writer, keyType);
        SchemaFile.WriteType(writer, valueType);
        TypedArrays.Write(writer, keys);
        TypedArrays.Write(writer, values);
        writer.WriteArray(Array.Empty<int>());
        writer.WriteArray(names.AsSpan());
    }
}
