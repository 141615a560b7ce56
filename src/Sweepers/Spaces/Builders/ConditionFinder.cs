namespace MLNetTuning.Sweepers.Spaces.Builders;

/// <summary>
/// Infers when a parameter is active from runs in which it was asked for and runs in which it was not: the earlier decision that tells most of
/// the latter apart. What no single decision tells apart stays active more often than needed, which costs a dimension but never an answer.
/// </summary>
internal sealed class ConditionFinder(IReadOnlyList<BuilderTrace> traces, IReadOnlyList<Parameter> order)
{
    public Condition? Of(Parameter parameter)
    {
        var conditions = traces.SelectMany(t => t.Parameters.Where(p => p.Name == parameter.Name)).Select(p => p.Condition).ToList();
        return conditions.Exists(c => c is not null) ? Explicit(parameter, conditions) : Inferred(parameter);
    }

    private Condition? Explicit(Parameter parameter, List<Condition?> conditions)
    {
        if (conditions.Contains(null))
        {
            return null;
        }

        string[] parents = [.. conditions.Select(c => c!.Parent).Distinct(StringComparer.Ordinal)];
        return parents.Length == 1
            ? On(order.First(p => p.Name == parents[0]), [.. conditions.SelectMany(c => c!.Values)])
            : throw new InvalidOperationException(
                $"The builder asks for '{parameter.Name}' in blocks for '{string.Join("' and '", parents)}'. Ask for it in the blocks of one parent, or under two names.");
    }

    private Condition? Inferred(Parameter parameter)
    {
        var with = traces.Where(t => t.Has(parameter.Name)).ToList();
        var without = traces.Where(t => !t.Has(parameter.Name)).ToList();
        if (without.Count == 0)
        {
            return null;
        }

        var (best, bestTold) = ((Condition?)null, 0);
        foreach (var decision in order.Where(d => BuilderRules.IsDecision(d) && with.TrueForAll(t => t.HasBefore(d.Name, parameter.Name))))
        {
            var values = with.Select(t => t[decision.Name]).ToHashSet();
            int told = without.Count(t => !t.Has(decision.Name) || !values.Contains(t[decision.Name]));

            // Of two that tell the same apart the later one is nearer: its own condition says the rest.
            if (told > 0 && told >= bestTold && values.Count < decision.Cardinality)
            {
                (best, bestTold) = (On(decision, values), told);
            }
        }

        return best ?? Nearest(with, without, parameter);
    }

    // Asked for at every value of a decision that is itself asked for only sometimes: the decision's own condition is the parameter's.
    private Condition? Nearest(List<BuilderTrace> with, List<BuilderTrace> without, Parameter parameter)
    {
        var decision = order.LastOrDefault(d => BuilderRules.IsDecision(d)
            && with.TrueForAll(t => t.HasBefore(d.Name, parameter.Name)) && without.Exists(t => !t.Has(d.Name)));
        return decision is null ? null : On(decision, with.Select(t => t[decision.Name]).ToHashSet());
    }

    private static Condition On(Parameter parent, IReadOnlySet<ParameterValue> values) =>
        Condition.On(parent.Name, [.. parent.Levels(int.MaxValue).Where(values.Contains)]);

    private static Condition On(Parameter parent, List<ParameterValue> values) => On(parent, values.ToHashSet());
}
