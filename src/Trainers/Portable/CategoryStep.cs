namespace MLNetTuning.Trainers.Portable;

/// <summary>Looks each value up in a list of categories and writes that category's code.</summary>
/// <remarks>
/// The code of category k is row k of a table; without a table it is one-hot (a 1 at place k). Two more rows follow the categories':
/// the code of a value that is in no category, and the code of a missing value (empty text or NaN).
/// </remarks>
public sealed class CategoryStep : PortableStep
{
    private readonly Dictionary<string, int>? _texts;
    private readonly Dictionary<float, int>? _numbers;
    private readonly float[]? _table;

    /// <summary>Makes the step for a text column.</summary>
    /// <param name="input">The text column read.</param>
    /// <param name="output">The column written.</param>
    /// <param name="categories">The categories, distinct; compared by ordinal.</param>
    /// <param name="table">The codes, (categories + 2) rows; null for one-hot codes.</param>
    /// <param name="sum">Whether the codes of a vector's values are added up (a bag) rather than put side by side.</param>
    public CategoryStep(string input, string output, IReadOnlyList<string> categories, FloatMatrix? table = null, bool sum = false)
        : base(output)
    {
        ArgumentNullException.ThrowIfNull(categories);
        TextCategories = categories;
        _texts = Index(categories, StringComparer.Ordinal);
        (Inputs, Table, Sum, _table) = ([input], table, sum, Checked(table, categories.Count));
    }

    /// <summary>Makes the step for a number or boolean column.</summary>
    /// <param name="input">The number or boolean column read.</param>
    /// <param name="output">The column written.</param>
    /// <param name="categories">The categories, distinct and not NaN.</param>
    /// <param name="table">The codes, (categories + 2) rows; null for one-hot codes.</param>
    /// <param name="sum">Whether the codes of a vector's values are added up (a bag) rather than put side by side.</param>
    public CategoryStep(string input, string output, IReadOnlyList<float> categories, FloatMatrix? table = null, bool sum = false)
        : base(output)
    {
        ArgumentNullException.ThrowIfNull(categories);
        NumberCategories = categories;
        _numbers = Index(categories, null);
        (Inputs, Table, Sum, _table) = ([input], table, sum, Checked(table, categories.Count));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs { get; }

    /// <summary>The categories of a text column, or null.</summary>
    public IReadOnlyList<string>? TextCategories { get; }

    /// <summary>The categories of a number column, or null.</summary>
    public IReadOnlyList<float>? NumberCategories { get; }

    /// <summary>The codes, or null for one-hot.</summary>
    public FloatMatrix? Table { get; }

    /// <summary>Whether a vector's codes are added up.</summary>
    public bool Sum { get; }

    private int Count => TextCategories?.Count ?? NumberCategories!.Count;

    private int Width => Table?.Columns ?? Count;

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs)
    {
        var isText = inputs[0].Kind == PortableColumnKind.Text;
        if (isText != (_texts is not null))
        {
            throw Wrong($"reads '{inputs[0].Name}', which is {(isText ? "text, but its categories are numbers" : "not text, but its categories are texts")}");
        }

        return Width == 0
            ? throw Wrong("has no categories")
            : new PortableColumn(Output, PortableColumnKind.Number, checked(Sum ? Width : Width * inputs[0].Size));
    }

    internal override void Run(PortableFrame frame)
    {
        var block = frame[Inputs[0]];
        var width = Width;
        var target = frame.Output(Output, Sum ? width : width * block.Size);
        target.Clear();
        for (var i = 0; i < frame.Rows * block.Size; i++)
        {
            var code = block.Texts is null ? Find(block.Numbers![i]) : Find(block.Texts[i]);
            Add(code, target.Slice((Sum ? i / block.Size : i) * width, width));
        }
    }

    private int Find(ReadOnlyMemory<char> text) =>
        _texts!.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.Span, out var code) ? code : text.IsEmpty ? Count + 1 : Count;

    private int Find(float number) => float.IsNaN(number) ? Count + 1 : _numbers!.GetValueOrDefault(number, Count);

    private void Add(int code, Span<float> target)
    {
        if (_table is null)
        {
            if (code < target.Length)
            {
                target[code] += 1;
            }

            return;
        }

        var row = _table.AsSpan(code * target.Length, target.Length);
        for (var i = 0; i < row.Length; i++)
        {
            target[i] += row[i];
        }
    }

    private Dictionary<T, int> Index<T>(IReadOnlyList<T> categories, IEqualityComparer<T>? comparer)
        where T : notnull
    {
        var index = new Dictionary<T, int>(categories.Count, comparer);
        for (var i = 0; i < categories.Count; i++)
        {
            if (!index.TryAdd(categories[i], i))
            {
                throw Wrong($"has the category '{categories[i]}' twice");
            }
        }

        return index;
    }

    private float[]? Checked(FloatMatrix? table, int categories)
    {
        if (table is not null && table.Rows != categories + 2)
        {
            throw Wrong($"has a table of {table.Rows} rows; {categories} categories need {categories + 2}");
        }

        return table?.Values;
    }
}
