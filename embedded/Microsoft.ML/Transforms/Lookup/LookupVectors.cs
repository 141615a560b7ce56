using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A dictionary to vectors; what is not in it becomes a vector of defaults.</summary>
internal sealed class LookupVectors<TKey, TValue> : LookupMap
    where TKey : notnull
{
    private readonly TKey[] _keys;
    private readonly TValue[][] _values;
    private readonly Dictionary<TKey, int> _places;
    private readonly int _size;

    public LookupVectors(PrimitiveDataViewType keyType, PrimitiveDataViewType itemType, TKey[] keys, TValue[][] values)
    {
        KeyType = keyType;
        _keys = keys;
        _values = values;
        _places = LookupPlaces.Create(keys);
        _size = values.Select(static v => v.Length).Distinct().Count() == 1 ? values[0].Length : 0;
        ValueType = new VectorDataViewType(itemType, _size);
    }

    public override PrimitiveDataViewType KeyType { get; }

    public override DataViewType ValueType { get; }

    public override DataViewSchema.Annotations Annotations => DataViewSchema.Annotations.Empty;

    public override Delegate CreateGetter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
        {
            throw new NotSupportedException($"Column '{column.Name}' cannot be mapped to values when the column and the map values are both vector type.");
        }

        var getter = row.GetGetter<TKey>(column);
        TKey key = default!;
        return (ValueGetter<VBuffer<TValue>>)((ref VBuffer<TValue> target) =>
        {
            getter(ref key);
            if (_places.TryGetValue(key, out var place))
            {
                VBuffer<TValue>.Copy(_values[place], 0, ref target, _values[place].Length);
            }
            else
            {
                target = VBufferEditor.Create(ref target, _size, 0).Commit();
            }
        });
    }

    public override void Write(ModelWriter writer)
    {
        SchemaFile.WriteType(writer, KeyType);
        SchemaFile.WriteType(writer, ValueType.ItemType());
        TypedArrays.Write(writer, _keys);
        TypedArrays.Write(writer, _values.SelectMany(static v => v).ToArray());
        writer.WriteArray(Array.ConvertAll(_values, static v => v.Length));
        writer.WriteArray(Array.Empty<ReadOnlyMemory<char>>().AsSpan());
    }
}
