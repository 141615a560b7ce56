namespace Microsoft.ML.Data;

/// <summary>Where the columns of a mapped schema come from. A new name goes to the end, an old one right after the column it hides.</summary>
internal sealed class ColumnBindings
{
    private readonly int[] _sources;

    public ColumnBindings(DataViewSchema input, DataViewSchema.DetachedColumn[] added)
    {
        Input = input;
        AddedCount = added.Length;
        var names = input.Select(static c => c.Name).ToList();
        var sources = Enumerable.Range(0, input.Count).ToList();
        for (var i = 0; i < added.Length; i++)
        {
            var hidden = names.LastIndexOf(added[i].Name);
            var place = hidden < 0 ? names.Count : hidden + 1;
            names.Insert(place, added[i].Name);
            sources.Insert(place, ~i);
        }

        _sources = sources.ToArray();
        Schema = DataViewSchema.Create(_sources.Select(s => s >= 0 ? new DataViewSchema.DetachedColumn(input[s]) : added[~s]).ToArray());
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Schema { get; }

    public int AddedCount { get; }

    /// <summary>The index of the input column, or the complement (~) of the index among the added columns.</summary>
    public int Source(int column) => _sources[column];

    /// <summary>Which added columns are active in a pass.</summary>
    public bool[] ActiveAdded(bool[] active)
    {
        var result = new bool[AddedCount];
        for (var i = 0; i < active.Length; i++)
        {
            if (active[i] && _sources[i] < 0)
            {
                result[~_sources[i]] = true;
            }
        }

        return result;
    }

    /// <summary>The input columns a pass needs: those passed through, and those added columns are computed from.</summary>
    public DataViewSchema.Column[] Needed(bool[] active, RowMapper mapper)
    {
        var needed = new bool[Input.Count];
        for (var i = 0; i < active.Length; i++)
        {
            if (!active[i])
            {
                continue;
            }

            if (_sources[i] >= 0)
            {
                needed[_sources[i]] = true;
                continue;
            }

            foreach (var dependency in mapper.GetDependencies(~_sources[i]))
            {
                needed[dependency] = true;
            }
        }

        return ActiveColumns.Of(Input, needed).ToArray();
    }
}
