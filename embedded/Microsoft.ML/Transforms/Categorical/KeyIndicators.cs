using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What the transforms from keys to vectors have in common.</summary>
internal static class KeyIndicators
{
    /// <summary>The key type of a column; its count has to be known and small enough for a vector.</summary>
    public static KeyDataViewType KeyType(DataViewSchema.Column column) => column.Type.ItemType() is KeyDataViewType { Count: <= int.MaxValue } key
        ? key
        : throw SchemaErrors.WrongType(column.Name, "input", "a key of known cardinality", column.Type.ToString()!);

    public static void CheckShape(SchemaShape.Column column)
    {
        if (!column.IsKey)
        {
            throw SchemaErrors.WrongType(column.Name, "input", "a key", column.TypeName());
        }
    }

    /// <summary>A getter that fills a vector from the keys of a row, be they one or a vector of them; -1 is missing, 0 the first category.</summary>
    public static Delegate Getter<TKey>(DataViewRow row, DataViewSchema.Column column, ulong count, VectorFiller fill)
    {
        var convert = NumberConversions.ToUInt64<TKey>()!;
        int Category(TKey key) => convert(key) is var value && value <= count ? (int)value - 1 : -1;
        if (column.Type is not VectorDataViewType type)
        {
            var scalar = row.GetGetter<TKey>(column);
            TKey value = default!;
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> target) =>
            {
                scalar(ref value);
                fill([Category(value)], ref target);
            });
        }

        var vector = row.GetGetter<VBuffer<TKey>>(column);
        VBuffer<TKey> buffer = default;
        var keys = Array.Empty<int>();
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> target) =>
        {
            vector(ref buffer);
            if (type.Size != 0 && buffer.Length != type.Size)
            {
                throw new InvalidOperationException($"Column '{column.Name}': expected {type.Size} slots, but got {buffer.Length}");
            }

            if (keys.Length < buffer.Length)
            {
                keys = new int[buffer.Length];
            }

            var slots = keys.AsSpan(0, buffer.Length);
            slots.Fill(-1);
            var values = buffer.GetValues();
            var indices = buffer.GetIndices();
            for (var i = 0; i < values.Length; i++)
            {
                slots[buffer.IsDense ? i : indices[i]] = Category(values[i]);
            }

            fill(slots, ref target);
        });
    }

    /// <summary>Adds the names of slots: those of the categories, after the name or number of the slot the key sits in.</summary>
    public static void AddSlotNames(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, ReadOnlyMemory<char>[] categories)
    {
        var vector = (VectorDataViewType)source.Type;
        var slots = source.SlotNamesOrNull();
        var names = new ReadOnlyMemory<char>[vector.Size * categories.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var slot = i / categories.Length;
            var prefix = slots is not null && !slots[slot].IsEmpty ? slots[slot].ToString() : string.Create(CultureInfo.InvariantCulture, $"[{slot}]");
            names[i] = $"{prefix}.{categories[i % categories.Length]}".AsMemory();
        }

        var type = vector.Size == 1 ? AnnotationUtils.NamesType(names.Length) : new VectorDataViewType(TextDataViewType.Instance, vector.Size, categories.Length);
        builder.Add(AnnotationUtils.Kinds.SlotNames, type, AnnotationUtils.Getter(names));
    }
}
