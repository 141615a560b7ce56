namespace Microsoft.ML.Data;

/// <summary>Fills a vector column from several fields.</summary>
internal sealed class TextVectorBuilder<T>(TextColumn column, TextParser<T> parser) : TextColumnBuilder(column)
{
    private readonly VectorColumn<T> _store = new();
    private readonly bool _tolerant = TextParsers.HasMissing(column.Type.ItemType());
    private T[] _values = new T[Math.Max(column.Type.ValueCount(), 16)];
    private int[] _indices = new int[Math.Max(column.Type.ValueCount(), 16)];

    public override ColumnStore Store => _store;

    public override void Add(TextFieldScanner fields, int[] fieldOf, int width, TextPlace where)
    {
        var size = 0;
        var count = 0;
        foreach (var (min, limit) in Column.Parts)
        {
            var end = limit == int.MaxValue ? Math.Max(width, min) : limit;
            for (var place = min; place < end; place++, size++)
            {
                if (place < fieldOf.Length && fieldOf[place] > 0)
                {
                    Take(count++, size, fields.Value(fieldOf[place] - 1), place, where);
                }
            }
        }

        // Few fields with something in them make a sparse vector.
        if (count > size / 2)
        {
            Spread(count, size);
            count = size;
        }

        _store.Add(new VBuffer<T>(size, count, _values, _indices));
    }

    private void Take(int at, int slot, ReadOnlySpan<char> text, int place, TextPlace where)
    {
        if (at == _values.Length)
        {
            Array.Resize(ref _values, at * 2);
            Array.Resize(ref _indices, at * 2);
        }

        if (!parser(text, out _values[at]) && !_tolerant)
        {
            Error ??= Unreadable(text, Column, place, where);
        }

        _indices[at] = slot;
    }

    /// <summary>Moves the values to their slots, from the last on, and clears the slots between.</summary>
    private void Spread(int count, int size)
    {
        if (size > _values.Length)
        {
            Array.Resize(ref _values, size);
            Array.Resize(ref _indices, size);
        }

        for (var slot = size - 1; slot >= 0; slot--)
        {
            _values[slot] = count > 0 && _indices[count - 1] == slot ? _values[--count] : default!;
        }
    }
}
