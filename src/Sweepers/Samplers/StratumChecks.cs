using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>Checks that a parameter can divide the trials of a space into strata.</summary>
internal static class StratumChecks
{
    public static void Check(SearchSpace space, string? name, string option)
    {
        if (name is null)
        {
            return;
        }

        if (!space.TryGet(name, out var parameter))
        {
            throw new ArgumentException($"{option} names '{name}', which the search space does not have. It has: {string.Join(", ", space.Parameters.Select(p => p.Name))}.");
        }

        if (parameter is not (ChoiceParameter or BoolParameter) || parameter.Condition is not null)
        {
            throw new ArgumentException($"{option} names '{name}'. Allowed: a choice or boolean parameter without a condition.");
        }
    }
}
