using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How the value of an annotation is kept in a model file.</summary>
internal static class AnnotationValue
{
    public static bool CanWrite(DataViewType type) => type.ItemType() is not RowIdDataViewType;

    public static void Write(ModelWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        if (column.Type.ItemType() is TextDataViewType)
        {
            writer.WriteArray(Values<ReadOnlyMemory<char>>(annotations, column));
            return;
        }

        Generic.Invoke(column.Type.ItemType().RawType, new Writing(writer, annotations, column));
    }

    public static void Read(ModelReader reader, string name, DataViewType type, DataViewSchema.Annotations.Builder builder)
    {
        if (type.ItemType() is TextDataViewType)
        {
            Add(reader, name, type, reader.ReadTexts(), builder);
            return;
        }

        Generic.Invoke(type.ItemType().RawType, new Reading(reader, name, type, builder));
    }

    private static T[] Values<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
        {
            VBuffer<T> vector = default;
            annotations.GetGetter<VBuffer<T>>(column)(ref vector);
            return vector.DenseValues().ToArray();
        }

        T value = default!;
        annotations.GetGetter<T>(column)(ref value);
        return [value];
    }

    private static void Add<T>(ModelReader reader, string name, DataViewType type, T[] values, DataViewSchema.Annotations.Builder builder)
    {
        if (type is VectorDataViewType)
        {
            builder.Add(name, type, AnnotationUtils.Getter(values));
            return;
        }

        var value = values.Length == 1 ? values[0] : throw reader.Corrupt($"annotation '{name}' has {values.Length} values instead of one");
        builder.Add(name, type, (ref T target) => target = value);
    }

    private readonly struct Writing(ModelWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column) : IGenericAction
    {
        public void Run<T>()
            where T : unmanaged => writer.WriteArray(Values<T>(annotations, column));
    }

    private readonly struct Reading(ModelReader reader, string name, DataViewType type, DataViewSchema.Annotations.Builder builder) : IGenericAction
    {
        public void Run<T>()
            where T : unmanaged => Add(reader, name, type, reader.ReadArray<T>(), builder);
    }
}
