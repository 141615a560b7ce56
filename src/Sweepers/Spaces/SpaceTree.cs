namespace MLNetTuning.Sweepers.Spaces;

/// <summary>Counts the configurations of a conditional space: parameters form a forest, because each has at most one parent.</summary>
internal static class SpaceTree
{
    public const long Limit = 1L << 62;

    /// <summary>The number of configurations; null past <see cref="Limit"/>.</summary>
    /// <param name="space">A space.</param>
    /// <param name="values">How many values each parameter has.</param>
    /// <param name="levels">Which values a parent has.</param>
    public static long? Count(SearchSpace space, Func<Parameter, long> values, Func<Parameter, IReadOnlyList<ParameterValue>> levels)
    {
        double product = 1;
        long exact = 1;
        foreach (var root in space.Parameters.Where(p => p.Condition is null))
        {
            long count = CountFrom(space, root, values, levels);
            product *= count;
            if (count >= Limit || product >= Limit)
            {
                return null;
            }

            exact *= count;
        }

        return exact;
    }

    /// <summary>The parameters conditioned on a parent that are active at one of its values.</summary>
    public static IEnumerable<Parameter> Children(SearchSpace space, Parameter parent, ParameterValue value) =>
        space.Parameters.Where(p => p.Condition is { } c && c.Parent == parent.Name && c.Holds(value));

    private static long CountFrom(SearchSpace space, Parameter node, Func<Parameter, long> values, Func<Parameter, IReadOnlyList<ParameterValue>> levels)
    {
        // Only parents are walked value by value: they have few.
        if (!space.IsParent(node))
        {
            return values(node);
        }

        double sum = 0;
        long exact = 0;
        foreach (var value in levels(node))
        {
            double product = 1;
            long term = 1;
            foreach (var child in Children(space, node, value))
            {
                long count = CountFrom(space, child, values, levels);
                product *= count;
                term = product >= Limit ? Limit : term * count;
            }

            sum += product;
            exact = sum >= Limit ? Limit : exact + term;
        }

        return exact;
    }
}
