using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>Numbers the points of a grid over a conditional space, so that point n is found without walking to it.</summary>
internal sealed class GridIndex
{
    private readonly SearchSpace _space;
    private readonly Dictionary<string, IReadOnlyList<ParameterValue>> _levels = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, int Value), long> _below = [];
    private readonly Dictionary<string, long> _total = new(StringComparer.Ordinal);

    public GridIndex(SearchSpace space, int levels, IReadOnlyDictionary<string, int>? levelsByParameter)
    {
        _space = space;
        foreach (var parameter in space.Parameters)
        {
            int own = levelsByParameter?.TryGetValue(parameter.Name, out int given) == true ? given : levels;
            _levels[parameter.Name] = parameter.Levels(own);
        }

        Count = SpaceTree.Count(space, p => _levels[p.Name].Count, p => _levels[p.Name])
            ?? throw new ArgumentException("The grid has more than 2^62 points. Lower Levels or LevelsByParameter.");

        // Children stand after their parents, so the counts of the last parameters come first.
        foreach (var parameter in space.Parameters.Reverse())
        {
            CountSubtree(parameter);
        }
    }

    public long Count { get; }

    /// <summary>The point with a number in [0, Count): the first parameter changes slowest.</summary>
    public Configuration At(long index)
    {
        var digits = new Dictionary<string, long>(StringComparer.Ordinal);
        Split(index, _space.Parameters.Where(p => p.Condition is null), digits);
        return _space.Build((parameter, _) => Pick(parameter, digits));
    }

    private ParameterValue Pick(Parameter parameter, Dictionary<string, long> digits)
    {
        long rest = digits[parameter.Name];
        int choice = 0;
        while (rest >= _below[(parameter.Name, choice)])
        {
            rest -= _below[(parameter.Name, choice++)];
        }

        var value = _levels[parameter.Name][choice];
        Split(rest, SpaceTree.Children(_space, parameter, value), digits);
        return value;
    }

    private void Split(long index, IEnumerable<Parameter> siblings, Dictionary<string, long> digits)
    {
        foreach (var sibling in siblings.Reverse())
        {
            digits[sibling.Name] = index % _total[sibling.Name];
            index /= _total[sibling.Name];
        }
    }

    private void CountSubtree(Parameter parameter)
    {
        var values = _levels[parameter.Name];
        long total = 0;
        for (int i = 0; i < values.Count; i++)
        {
            long below = SpaceTree.Children(_space, parameter, values[i]).Aggregate(1L, (product, child) => product * _total[child.Name]);
            _below[(parameter.Name, i)] = below;
            total += below;
        }

        _total[parameter.Name] = total;
    }
}
