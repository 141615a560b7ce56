namespace Microsoft.ML.Data;

/// <summary>How a text loader is kept in a model file: its settings, its columns as they were bound to fields, and its schema.</summary>
internal static class TextLoaderFile
{
    public const string Kind = "TextLoader";

    private const int MostColumns = 1 << 20;

    public static void Write(ModelSaveContext ctx, TextLoader.Options options, TextColumn[] columns, DataViewSchema schema)
    {
        ctx.SetKind(Kind);
        var writer = ctx.Writer;
        writer.Write(new string(options.Separators));
        writer.WriteArray(new[] { (int)options.DecimalMarker, options.EscapeChar, options.InputSize ?? 0 });
        writer.Write(options.MaxRows ?? -1);
        writer.WriteArray(new[]
        {
            options.AllowQuoting, options.AllowSparse, options.TrimWhitespace, options.HasHeader && options.HeaderFile is null, options.ReadMultilines, options.MissingRealsAsNaNs,
        });
        SchemaFile.Write(writer, schema);
        foreach (var column in columns)
        {
            writer.Write(column.IsVariable);
            writer.WriteArray(column.Parts.SelectMany(static p => new[] { p.Min, p.Limit }).ToArray());
        }
    }

    public static TextLoader Read(ModelReader reader)
    {
        var options = new TextLoader.Options { Separators = reader.ReadString().ToCharArray() };
        var numbers = reader.ReadArray<int>();
        var maxRows = reader.ReadInt64();
        var flags = reader.ReadTruths();
        if (numbers.Length != 3 || flags.Length != 6 || numbers[0] is < 0 or > char.MaxValue || numbers[1] is < 0 or > char.MaxValue)
        {
            throw reader.Corrupt("the settings of the text loader are not right");
        }

        (options.DecimalMarker, options.EscapeChar) = ((char)numbers[0], (char)numbers[1]);
        options.InputSize = numbers[2];
        options.MaxRows = maxRows < 0 ? null : maxRows;
        (options.AllowQuoting, options.AllowSparse, options.TrimWhitespace) = (flags[0], flags[1], flags[2]);
        (options.HasHeader, options.ReadMultilines, options.MissingRealsAsNaNs) = (flags[3], flags[4], flags[5]);
        var schema = SchemaFile.Read(reader);
        if (schema.Count is 0 or > MostColumns)
        {
            throw reader.Corrupt($"the text loader has {schema.Count} columns");
        }

        return new TextLoader(options, schema.Select(column => ReadColumn(reader, column)).ToArray(), schema);
    }

    private static TextColumn ReadColumn(ModelReader reader, DataViewSchema.Column column)
    {
        var isVariable = reader.ReadBoolean();
        var ends = reader.ReadArray<int>();
        var parts = new (int Min, int Limit)[ends.Length / 2];
        var size = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (ends[2 * i], ends[(2 * i) + 1]);
            if (parts[i].Min < 0 || parts[i].Limit <= parts[i].Min)
            {
                throw reader.Corrupt($"column '{column.Name}' is read from the fields {parts[i].Min} to {parts[i].Limit}");
            }

            size += parts[i].Limit - parts[i].Min;
        }

        var vector = column.Type as VectorDataViewType;
        var fits = isVariable ? vector is { Size: 0 } : size == (vector?.Size ?? 1);
        return parts.Length > 0 && ends.Length % 2 == 0 && fits && column.Type.ItemType() is not RowIdDataViewType
            ? new TextColumn(column.Name, column.Type, parts, isVariable)
            : throw reader.Corrupt($"column '{column.Name}' of type {column.Type} is read from {size} fields");
    }
}
