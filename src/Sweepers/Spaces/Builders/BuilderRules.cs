namespace MLNetTuning.Sweepers.Spaces.Builders;

/// <summary>What counts as the same parameter when a builder function asks for a name again.</summary>
internal static class BuilderRules
{
    // A longer range is not walked value by value when conditions are looked for.
    private const int MostValues = 32;

    public static void RequireSame(Parameter known, Parameter asked)
    {
        string before = Definition(known), now = Definition(asked);
        if (before != now)
        {
            throw new InvalidOperationException(
                $"The builder asks for '{asked.Name}' as {now}, but before as {before}. Give each name one range (a constraint can tie it to another), or use two names.");
        }
    }

    /// <summary>True when other parameters may hang on its values.</summary>
    public static bool IsDecision(Parameter parameter) => parameter is ChoiceParameter or BoolParameter or IntParameter { Cardinality: <= MostValues };

    // Conditions may differ: where a name is asked under several, the space has one that covers them.
    private static string Definition(Parameter parameter)
    {
        string json = new SearchSpace(ParameterCopies.With(parameter, null)).ToJson();
        return json[(json.IndexOf('[', StringComparison.Ordinal) + 1)..json.LastIndexOf(']')];
    }
}
