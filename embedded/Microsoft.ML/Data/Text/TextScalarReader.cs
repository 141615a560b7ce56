namespace Microsoft.ML.Data;

/// <summary>Reads a column of single values other than texts.</summary>
internal sealed class TextScalarReader<T, TParser>(TextColumn column, TextLayout layout, TParser parser) : TextColumnReader(column, layout)
    where TParser : struct, IFieldParser<T>
{
    public override ColumnStore CreateStore() => new ScalarColumn<T>();

    public override ColumnPart Read(TextTable table, TextScratch scratch, ref TextValueError? error)
    {
        var fields = scratch.Spans(table.Rows);
        table.Gather(OnlyField(), fields);
        ReadOnlySpan<byte> bytes = table.Bytes;
        var reader = parser;
        var values = PartArrays.New<T>(fields.Length);

        // A field the line does not have is as good as an empty one.
        var missing = reader.Missing;
        for (var row = 0; row < values.Length; row++)
        {
            var field = fields[row];
            if (TextTable.IsEmpty(field))
            {
                values[row] = missing;
            }
            else if (!reader.TryParse(bytes, TextTable.Start(field), TextTable.Length(field), out values[row]) && !reader.IsTolerant)
            {
                error ??= TextValueError.At(table, row, Column.Parts[0].Min, TextTable.Slice(bytes, field));
            }
        }

        return new ScalarPart<T>(values);
    }
}
