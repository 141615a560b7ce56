using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How a schema is kept in a model file: names, types and the annotations whose values are text, numbers or truth values.</summary>
internal static class SchemaFile
{
    private const int MaxColumns = 1 << 20;

    public static void Write(ModelWriter writer, DataViewSchema schema)
    {
        writer.Write(schema.Count);
        foreach (var column in schema)
        {
            writer.Write(column.Name);
            WriteType(writer, column.Type);
            WriteAnnotations(writer, column.Annotations);
        }
    }

    public static DataViewSchema Read(ModelReader reader)
    {
        var builder = new DataViewSchema.Builder();
        var count = reader.ReadInt32(0, MaxColumns);
        for (var i = 0; i < count; i++)
        {
            builder.AddColumn(reader.ReadString(), ReadType(reader), ReadAnnotations(reader));
        }

        return builder.ToSchema();
    }

    public static void WriteType(ModelWriter writer, DataViewType type)
    {
        var vector = type as VectorDataViewType;
        writer.WriteArray(vector?.Dimensions.ToArray() ?? []);
        var item = type.ItemType();
        writer.Write(item is RowIdDataViewType ? 0 : (int)ColumnTypes.Kind(item.RawType));
        writer.Write(item is KeyDataViewType key ? (long)key.Count : 0L);
    }

    public static DataViewType ReadType(ModelReader reader)
    {
        var dimensions = reader.ReadArray<int>();
        var kind = reader.ReadInt32(0, (int)DataKind.DateTimeOffset);
        var keyCount = (ulong)reader.ReadInt64();
        PrimitiveDataViewType item = kind == 0 ? RowIdDataViewType.Instance : ColumnTypes.FromKind((DataKind)kind);
        if (keyCount > 0)
        {
            item = new KeyDataViewType(item.RawType, keyCount);
        }

        return dimensions.Length == 0 ? item : new VectorDataViewType(item, dimensions);
    }

    private static void WriteAnnotations(ModelWriter writer, DataViewSchema.Annotations annotations)
    {
        var kept = annotations.Schema.Where(static c => !c.IsHidden && AnnotationValue.CanWrite(c.Type)).ToArray();
        writer.Write(kept.Length);
        foreach (var column in kept)
        {
            writer.Write(column.Name);
            WriteType(writer, column.Type);
            AnnotationValue.Write(writer, annotations, column);
        }
    }

    private static DataViewSchema.Annotations ReadAnnotations(ModelReader reader)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        var count = reader.ReadInt32(0, MaxColumns);
        for (var i = 0; i < count; i++)
        {
            AnnotationValue.Read(reader, reader.ReadString(), ReadType(reader), builder);
        }

        return builder.ToAnnotations();
    }
}
