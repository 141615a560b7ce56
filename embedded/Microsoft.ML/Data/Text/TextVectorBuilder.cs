namespace Microsoft.ML.Data;

/// <summary>Fills a vector column from several fields.</summary>
internal sealed class TextVectorBuilder<T>(TextColumn column, TextParser<T> parser, T missing) : TextColumnBuilder(column)
{
    private readonly VectorColumn<T> _store = new();
    private readonly bool _tolerant = TextParsers.HasMissing(column.Type.ItemType());
    private T[] _buffer = new T[Math.Max(column.Type.ValueCount(), 16)];

    public override ColumnStore Store => _store;

    public override void Add(TextFieldScanner fields, int[] fieldOf, int width, TextPlace where)
    {
        var count = 0;
        foreach (var (min, limit) in Column.Parts)
        {
            var end = limit == int.MaxValue ? width : limit;
            for (var place = min; place < end; place++)
            {
                if (count == _buffer.Length)
                {
                    Array.Resize(ref _buffer, count * 2);
                }

                _buffer[count++] = Read(fields, place < fieldOf.Length ? fieldOf[place] : 0, place, where);
            }
        }

        _store.Add(_buffer.AsSpan(0, count));
    }

    private T Read(TextFieldScanner fields, int field, int place, TextPlace where)
    {
        if (field == 0)
        {
            return missing;
        }

        var text = fields.Value(field - 1);
        if (!parser(text, out var value) && !_tolerant)
        {
            Error ??= Unreadable(text, Column, place, where);
        }

        return value;
    }
}
