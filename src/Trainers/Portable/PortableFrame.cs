namespace MLNetTuning.Trainers.Portable;

/// <summary>The columns alive while a block of rows is featurized; arrays are kept and reused from block to block.</summary>
internal sealed class PortableFrame
{
    private readonly int _capacity;
    private readonly Dictionary<string, PortableBlock> _blocks;

    /// <summary>Makes a frame with room for the raw columns.</summary>
    public PortableFrame(int capacity, IReadOnlyList<PortableColumn> columns)
    {
        _capacity = capacity;
        _blocks = new(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var length = checked(capacity * column.Size);
            _blocks.Add(column.Name, column.Kind == PortableColumnKind.Text
                ? new PortableBlock(column.Size) { Texts = new ReadOnlyMemory<char>[length] }
                : new PortableBlock(column.Size) { Numbers = new float[length] });
        }
    }

    /// <summary>Makes a frame that shares the raw columns of another and adds its own.</summary>
    public PortableFrame(int capacity, PortableFrame raw)
    {
        _capacity = capacity;
        _blocks = new(raw._blocks, StringComparer.Ordinal);
    }

    public int Rows { get; set; }

    public PortableBlock this[string name] => _blocks[name];

    /// <summary>Copies rows of a table into the raw columns.</summary>
    public void Load(PortableTable table, IReadOnlyList<PortableColumn> columns, int start, int rows)
    {
        foreach (var column in columns)
        {
            var target = _blocks[column.Name];
            if (table.Numbers(column.Name) is { } numbers)
            {
                numbers.AsSpan(start * column.Size, rows * column.Size).CopyTo(target.Numbers);
                continue;
            }

            var texts = table.Texts(column.Name)!;
            for (var i = 0; i < rows * column.Size; i++)
            {
                target.Texts![i] = texts[start * column.Size + i].AsMemory();
            }
        }
    }

    public ReadOnlySpan<float> Numbers(string name)
    {
        var block = _blocks[name];
        return block.Numbers!.AsSpan(0, Rows * block.Size);
    }

    public Span<float> Output(string name, int size)
    {
        if (!_blocks.TryGetValue(name, out var block))
        {
            block = new PortableBlock(size) { Numbers = new float[_capacity * size] };
            _blocks.Add(name, block);
        }

        return block.Numbers!.AsSpan(0, Rows * size);
    }
}
