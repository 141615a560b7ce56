using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>Draws from the part of a space that its constraints leave, by rejection: what a study falls back to when a sampler proposes what is not allowed.</summary>
internal static class FeasibleDraws
{
    /// <summary>How many random configurations are looked at before a space counts as empty.</summary>
    public const int MostDraws = 10_000;

    // Streams of samplers are numbered from 0 up, those of their rounds from -1 down.
    private const long FirstStream = long.MinValue / 2;

    /// <summary>Throws when an initial configuration breaks a constraint or no configuration at all is found that keeps them.</summary>
    public static void Require(SearchSpace space, long seed, IReadOnlyList<Configuration> initial)
    {
        if (space.Constraints.Count == 0)
        {
            return;
        }

        Messages.ThrowIfAny("StudyOptions.InitialConfigurations", [.. initial
            .Where(c => !space.IsFeasible(c))
            .Select(c => $"{c} breaks '{space.Constraints.First(rule => !rule.Holds(c)).Name}'. Leave it out or loosen the constraint.")]);
        if (initial.Count == 0 && !space.IsFeasible(space.Default) && Find(space, seed, 0, _ => true) is null)
        {
            throw new ArgumentException(NothingFound(space, seed, 0));
        }
    }

    /// <summary>A configuration that keeps the constraints: a new one where there is any, null when the whole space is known.</summary>
    /// <exception cref="InvalidOperationException">None was found.</exception>
    public static Configuration? Draw(SearchSpace space, long seed, int index, IReadOnlySet<Configuration> known)
    {
        if (Find(space, seed, index, c => !known.Contains(c)) is { } drawn)
        {
            return drawn;
        }

        return space.Cardinality <= RandomDefaults.LargestWalk ? null
            : Find(space, seed, index, _ => true) ?? throw new InvalidOperationException(NothingFound(space, seed, index));
    }

    private static Configuration? Find(SearchSpace space, long seed, int index, Func<Configuration, bool> wanted) =>
        Draws(space, seed, index).FirstOrDefault(c => space.IsFeasible(c) && wanted(c));

    private static IEnumerable<Configuration> Draws(SearchSpace space, long seed, int index)
    {
        var random = new SeededRandom(seed, FirstStream + index);
        for (int i = 0; i < MostDraws; i++)
        {
            yield return space.Build((parameter, _) => parameter.FromUnit(random.NextDouble()));
        }
    }

    private static string NothingFound(SearchSpace space, long seed, int index)
    {
        var draws = Draws(space, seed, index).ToList();
        var broken = space.Constraints.Select(rule => $"'{rule.Name}' was broken by {draws.Count(c => !rule.Holds(c))}");
        return $"No configuration keeps the constraints: {MostDraws} random ones were tried, {string.Join(", ", broken)}. Loosen a constraint, or narrow the ranges to where it holds.";
    }
}
