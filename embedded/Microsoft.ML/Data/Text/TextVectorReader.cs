namespace Microsoft.ML.Data;

/// <summary>Reads a column of vectors.</summary>
internal sealed class TextVectorReader<T, TParser>(TextColumn column, TextLayout layout, TParser parser, bool emptyIsNaN) : TextColumnReader(column, layout)
    where TParser : struct, IFieldParser<T>
{
    // Only these have a missing value for a field that a line does not have.
    private static readonly bool s_isReal = typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private readonly int[] _slots = layout.IsRagged ? [] : layout.SlotsOf(column);

    public override ColumnStore CreateStore() => new VectorColumn<T>();

    public override ColumnPart Read(TextTable table, TextScratch scratch, ref TextValueError? error)
    {
        var part = new VectorPartBuilder<T>();
        var line = new Line(new T[Math.Max(_slots.Length, 16)], new int[Math.Max(_slots.Length, 16)]);
        for (var row = 0; row < table.Rows; row++)
        {
            line.Clear();
            if (table.Layout.IsRagged)
            {
                TakeRagged(table, row, ref line, ref error);
            }
            else
            {
                TakeRegular(table, row, ref line, ref error);
            }

            // Few fields with something in them make a sparse vector.
            if (line.Count > line.Size / 2)
            {
                line.Spread();
            }

            part.Add(line.Size, line.Values.AsSpan(0, line.Count), line.Indices);
        }

        return part.ToPart();
    }

    private void TakeRegular(TextTable table, int row, ref Line line, ref TextValueError? error)
    {
        var fields = table.Row(row);
        foreach (var slot in _slots)
        {
            var field = fields[slot];
            if (!TextTable.IsEmpty(field) || (emptyIsNaN && (field != 0 || s_isReal)))
            {
                Take(table, row, field, Layout.Places[slot], ref line, ref error);
            }

            line.Size++;
        }
    }

    private void TakeRagged(TextTable table, int row, ref Line line, ref TextValueError? error)
    {
        var before = 0;
        foreach (var (min, limit) in Column.Parts)
        {
            var end = limit == int.MaxValue ? Math.Max(table.Width(row), min) : limit;
            var fields = table.Row(row, min, out var places);
            for (var i = 0; i < places.Length && places[i] < end; i++)
            {
                line.Size = before + places[i] - min;
                Take(table, row, fields[i], places[i], ref line, ref error);
            }

            before += end - min;
            line.Size = before;
        }
    }

    private void Take(TextTable table, int row, ulong field, int place, ref Line line, ref TextValueError? error)
    {
        line.Reserve();
        var reader = parser;
        if (TextTable.IsEmpty(field))
        {
            line.Values[line.Count] = reader.Missing;
        }
        else if (!reader.TryParse(table.Bytes, TextTable.Start(field), TextTable.Length(field), out line.Values[line.Count]) && !reader.IsTolerant)
        {
            error ??= TextValueError.At(table, row, place, TextTable.Slice(table.Bytes, field));
        }

        line.Indices[line.Count++] = line.Size;
    }

    /// <summary>The vector of a row as it is read: explicit values and their slots.</summary>
    private struct Line(T[] values, int[] indices)
    {
        public T[] Values = values;
        public int[] Indices = indices;
        public int Count;
        public int Size;

        public void Clear()
        {
            Count = 0;
            Size = 0;
        }

        public void Reserve()
        {
            if (Count == Values.Length)
            {
                Array.Resize(ref Values, Count * 2);
                Array.Resize(ref Indices, Count * 2);
            }
        }

        /// <summary>Moves the values to their slots, from the last on, and clears the slots between.</summary>
        public void Spread()
        {
            if (Count == Size)
            {
                return;
            }

            if (Size > Values.Length)
            {
                Array.Resize(ref Values, Size);
                Array.Resize(ref Indices, Size);
            }

            var left = Count;
            for (var slot = Size - 1; slot >= 0; slot--)
            {
                Values[slot] = left > 0 && Indices[left - 1] == slot ? Values[--left] : default!;
            }

            Count = Size;
        }
    }
}
