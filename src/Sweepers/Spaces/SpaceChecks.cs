namespace MLNetTuning.Sweepers.Spaces;

/// <summary>What a space checks of its parts besides names and conditions.</summary>
internal static class SpaceChecks
{
    public static void Hints(SearchSpace space, List<string> errors)
    {
        foreach (var parameter in space.Parameters)
        {
            Messages.Require(parameter.LowCost is not { } value || parameter.Contains(value), errors, parameter.LowCost is { } hint ? "the low-cost hint " + parameter.Foreign(hint) : "");
        }
    }

    public static void Constraints(SearchSpace space, List<string> errors)
    {
        foreach (var constraint in space.Constraints)
        {
            var unknown = constraint.Parameters.Where(name => !space.TryGet(name, out _)).ToList();
            Messages.Require(unknown.Count == 0, errors,
                $"the constraint '{constraint.Name}' names '{string.Join("', '", unknown)}', which is no parameter of the space. It has: {string.Join(", ", space.Parameters.Select(p => p.Name))}.");
            if (unknown.Count == 0 && constraint.IsExpression)
            {
                Kinds(space, constraint, errors);
            }
        }

        foreach (var twice in space.Constraints.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            errors.Add($"the constraint '{twice.Key}' occurs {twice.Count()} times. Give each its own name.");
        }
    }

    // A text compared with a number shows at any values, so one evaluation finds it.
    private static void Kinds(SearchSpace space, Constraint constraint, List<string> errors)
    {
        try
        {
            constraint.Holds(new Configuration(constraint.Parameters.Select(name => KeyValuePair.Create(name, space[name].DefaultValue))));
        }
        catch (InvalidOperationException e)
        {
            errors.Add(e.Message);
        }
    }
}
