using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tiers;

/// <summary>A space of which only some parameters are free; the others are choices of the one value they are fixed at.</summary>
internal static class TierSpace
{
    public static SearchSpace Of(SearchSpace space, Func<Parameter, bool> isFree, Configuration fixedAt)
    {
        var parameters = new List<Parameter>();
        var pinned = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in space.Parameters)
        {
            if (Under(parameter.Condition, parameters, pinned) is not { } condition)
            {
                continue;
            }

            if (isFree(parameter))
            {
                parameters.Add(ParameterCopies.With(parameter, condition.Value));
                continue;
            }

            var value = fixedAt.TryGet(parameter.Name, out var best) ? best : parameter.DefaultValue;
            pinned.Add(parameter.Name, value);
            parameters.Add(new ChoiceParameter(parameter.Name, value) { Condition = condition.Value });
        }

        // A rule about a parameter that cannot occur always holds.
        return new SearchSpace(parameters, space.Constraints.Where(c => c.Parameters.All(name => parameters.Exists(p => p.Name == name))));
    }

    // Null when the parameter can never be active here; else its condition, cut to the parent's value where that is fixed.
    private static (Condition? Value, bool Exists)? Under(Condition? condition, List<Parameter> parameters, Dictionary<string, ParameterValue> pinned)
    {
        if (condition is null)
        {
            return (null, true);
        }

        bool parentOccurs = parameters.Exists(p => p.Name == condition.Parent);
        if (!parentOccurs || (pinned.TryGetValue(condition.Parent, out var value) && !condition.Holds(value)))
        {
            return null;
        }

        return (pinned.TryGetValue(condition.Parent, out var only) ? Condition.On(condition.Parent, only) : condition, true);
    }
}
