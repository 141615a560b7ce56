using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Fills the store of one column from the fields of lines.</summary>
internal abstract class TextColumnBuilder(TextColumn column)
{
    private static readonly MethodInfo s_create = typeof(TextColumnBuilder).GetMethod(nameof(CreateTyped), BindingFlags.NonPublic | BindingFlags.Static)!;

    public TextColumn Column => column;

    public abstract ColumnStore Store { get; }

    /// <summary>The first value that could not be read; the column is of no use then.</summary>
    public Exception? Error { get; protected set; }

    public static TextColumnBuilder Create(TextColumn column, TextFormat format) =>
        s_create.MakeGenericMethod(column.Type.ItemType().RawType).CreateDelegate<Func<TextColumn, TextFormat, TextColumnBuilder>>()(column, format);

    /// <summary>Takes the values of a line.</summary>
    /// <param name="fields">The fields of the line.</param>
    /// <param name="fieldOf">For each place in a line the field there + 1; 0 for none.</param>
    /// <param name="width">Number of fields in the line.</param>
    /// <param name="where">The file and line, for errors.</param>
    public abstract void Add(TextFieldScanner fields, int[] fieldOf, int width, TextPlace where);

    protected static Exception Unreadable(ReadOnlySpan<char> text, TextColumn column, int place, TextPlace where) => new FormatException(
        $"Parsing failed with an exception: Could not parse value {text} in line {where.Line}, column {column.Name} (field {place + 1}) of {where.File}: it is not a {column.Type.ItemType()}.");

    private static TextColumnBuilder CreateTyped<T>(TextColumn column, TextFormat format)
    {
        var item = column.Type.ItemType();
        TextParser<T> parser;
        if (item is TextDataViewType)
        {
            var store = new TextStore();
            TextParser<ReadOnlyMemory<char>> keep = (ReadOnlySpan<char> text, out ReadOnlyMemory<char> value) =>
            {
                value = store.Keep(text);
                return true;
            };
            parser = (TextParser<T>)(Delegate)keep;
        }
        else
        {
            parser = TextParsers.For<T>(item, format.EmptyIsNaN, format.DecimalMarker);
        }

        // A field the line does not have is as good as an empty one.
        parser(default, out var missing);
        return column.Type is VectorDataViewType
            ? new TextVectorBuilder<T>(column, parser)
            : new TextScalarBuilder<T>(column, parser, missing);
    }
}
