namespace MLNetTuning.Trainers.Portable;

/// <summary>The columns alive while a block of rows is featurized; arrays are kept and reused from block to block.</summary>
internal sealed class PortableFrame(int capacity)
{
    private readonly Dictionary<string, PortableBlock> _blocks = new(StringComparer.Ordinal);

    public int Rows { get; private set; }

    /// <summary>Copies the rows from <paramref name="start"/> of the columns a model reads.</summary>
    public void Load(PortableTable table, IReadOnlyList<PortableColumn> columns, int start, int rows)
    {
        Rows = rows;
        foreach (var column in columns)
        {
            var source = table.Find(column.Name)!;
            if (column.Kind == PortableColumnKind.Text)
            {
                source.Texts!.AsSpan(start * column.Size, rows * column.Size).CopyTo(TextOutput(column.Name, column.Size));
            }
            else
            {
                source.Numbers!.AsSpan(start * column.Size, rows * column.Size).CopyTo(Output(column.Name, column.Size));
            }
        }
    }

    public PortableBlock this[string name] => _blocks[name];

    public ReadOnlySpan<float> Numbers(string name)
    {
        var block = _blocks[name];
        return block.Numbers!.AsSpan(0, Rows * block.Size);
    }

    public Span<float> Output(string name, int size)
    {
        if (!_blocks.TryGetValue(name, out var block))
        {
            block = new PortableBlock(size) { Numbers = new float[capacity * size] };
            _blocks.Add(name, block);
        }

        return block.Numbers!.AsSpan(0, Rows * size);
    }

    private Span<string?> TextOutput(string name, int size)
    {
        if (!_blocks.TryGetValue(name, out var block))
        {
            block = new PortableBlock(size) { Texts = new string?[capacity * size] };
            _blocks.Add(name, block);
        }

        return block.Texts!.AsSpan(0, Rows * size);
    }
}
