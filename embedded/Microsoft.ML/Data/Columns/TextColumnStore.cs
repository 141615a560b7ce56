namespace Microsoft.ML.Data;

/// <summary>A column of texts read from a file. Texts that many parts have in common are held once for all.</summary>
internal sealed class TextColumnStore : ColumnStore
{
    // Above this a column is hardly a category: looking its texts up would cost more than it saves.
    private const int MostShared = 1 << 16;

    private readonly List<TextPart> _parts = [];
    private Dictionary<string, string>? _shared = new(StringComparer.Ordinal);

    public override void Append(ColumnPart part)
    {
        if (part is ICodedText coded)
        {
            Share(coded.Values);
        }

        _parts.Add((TextPart)part);
        Register(part.Count);
    }

    public override void Seal() => _shared = null;

    public override object GetRuns(bool distinct) => new TextRuns(_parts, distinct);

    public override Delegate CreateGetter(RowPointer pointer) => (ValueGetter<ReadOnlyMemory<char>>)new Reader(this, pointer).Read;

    public override Action Fill(DataViewRow row, DataViewSchema.Column column) =>
        throw new NotSupportedException("Texts of other data are kept as they are, in a column of values.");

    private void Share(string[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (_shared!.TryGetValue(values[i], out var known))
            {
                values[i] = known;
            }
            else if (_shared.Count < MostShared)
            {
                _shared.Add(values[i], values[i]);
            }
        }
    }

    private sealed class Reader(TextColumnStore column, RowPointer pointer)
    {
        private TextPart? _part;
        private int _start;
        private int _count;

        public void Read(ref ReadOnlyMemory<char> value)
        {
            var at = pointer.Row - _start;
            if ((uint)at >= (uint)_count)
            {
                _part = column._parts[column.PartOf(pointer.Row, out _start)];
                _count = _part.Count;
                at = pointer.Row - _start;
            }

            value = _part![at];
        }
    }
}
