using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes rows as text that <see cref="TextLoader"/> reads back.</summary>
internal sealed class TextSaver(char separator, bool headerRow, bool schema, bool keepHidden, bool forceDense)
{
    private readonly char _separator = separator is '\t' or ',' or ';' or ' ' or '|'
        ? separator
        : throw new ArgumentOutOfRangeException(nameof(separator), separator, "The separator is a tab, comma, semicolon, space or bar.");

    public void Save(IDataView data, Stream stream)
    {
        var columns = data.Schema.Where(c => keepHidden || !c.IsHidden).ToArray();
        var hasHeader = headerRow && columns.Any(static c => c.Type is not VectorDataViewType || c.HasSlotNames());
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        if (schema)
        {
            WriteSchema(writer, columns, hasHeader);
        }

        using var cursor = data.GetRowCursor(columns);
        var line = new TextLineWriter(writer, _separator, forceDense);
        var fields = Array.ConvertAll(columns, c => TextFieldWriter.Create(cursor, cursor.Schema[c.Index], _separator));
        if (hasHeader)
        {
            line.Write(fields, static (field, target) => field.WriteHeader(target));
        }

        while (cursor.MoveNext())
        {
            line.Write(fields, static (field, target) => field.WriteValue(target));
        }
    }

    private void WriteSchema(TextWriter writer, DataViewSchema.Column[] columns, bool hasHeader)
    {
        writer.WriteLine("#@ TextLoader{");
        if (hasHeader)
        {
            writer.WriteLine("#@   header+");
        }

        writer.WriteLine($"#@   sep={_separator switch { '\t' => "tab", ',' => "comma", ';' => "semicolon", ' ' => "space", _ => "bar" }}");
        var at = 0;
        foreach (var column in columns)
        {
            var size = column.Type.ValueCount();
            var fields = column.Type is not VectorDataViewType ? $"{at}" : size == 0 ? $"{at}-**" : $"{at}-{at + size - 1}";
            writer.WriteLine($"#@   col={column.Name}:{KindOf(column.Type.ItemType())}:{fields}");
            at += size;
        }

        writer.WriteLine("#@ }");
    }

    /// <summary>The short names of kinds that text loader settings know; a key with its count.</summary>
    private static string KindOf(PrimitiveDataViewType type)
    {
        var kind = ColumnTypes.Kind(type.RawType).ToShortName();
        return type is KeyDataViewType key ? string.Create(CultureInfo.InvariantCulture, $"{kind}[{key.Count}]") : kind;
    }
}
