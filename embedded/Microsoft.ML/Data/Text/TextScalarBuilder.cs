namespace Microsoft.ML.Data;

/// <summary>Fills a scalar column from one field.</summary>
internal sealed class TextScalarBuilder<T>(TextColumn column, TextParser<T> parser, T missing) : TextColumnBuilder(column)
{
    private readonly ScalarColumn<T> _store = new();
    private readonly int _place = column.Parts[0].Min;
    private readonly bool _tolerant = TextParsers.HasMissing(column.Type.ItemType());

    public override ColumnStore Store => _store;

    public override void Add(TextFieldScanner fields, int[] fieldOf, int width, TextPlace where)
    {
        var field = fieldOf[_place];
        if (field == 0)
        {
            _store.Add(missing);
            return;
        }

        var text = fields.Value(field - 1);
        if (!parser(text, out var value) && !_tolerant)
        {
            Error ??= Unreadable(text, Column, _place, where);
        }

        _store.Add(value);
    }
}
