using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>Draws each parameter uniformly on its own scale, without repeating itself while the space has something new.</summary>
/// <remarks>Bergstra, Bengio: Random search for hyper-parameter optimization, JMLR 13 (2012).</remarks>
public sealed class RandomSampler : ISampler
{
    /// <summary>A random sampler.</summary>
    /// <param name="stratifyBy">A choice or boolean parameter without a condition whose values take turns in random order; null means a plain draw.</param>
    public RandomSampler(string? stratifyBy = null) => StratifyBy = stratifyBy;

    /// <summary>The parameter whose values take turns; null when none.</summary>
    public string? StratifyBy { get; }

    /// <inheritdoc/>
    public void Check(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        StratumChecks.Check(space, StratifyBy, "StratifyBy");
    }

    /// <inheritdoc/>
    public Configuration? Sample(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Space.Cardinality <= context.KnownCount)
        {
            return null;
        }

        var random = new SeededRandom(context.Seed, context.Index);
        Configuration drawn = Draw(context, random, stratified: true);
        for (int i = 0; i < RandomDefaults.Redraws && context.IsKnown(drawn); i++)
        {
            // A stratum may be used up, so the second half of the redraws is free.
            drawn = Draw(context, random, stratified: i < RandomDefaults.Redraws / 2);
        }

        return context.IsKnown(drawn) && context.Space.Cardinality <= RandomDefaults.LargestWalk
            ? Unused(context, random)
            : drawn;
    }

    private Configuration Draw(SamplingContext context, SeededRandom random, bool stratified) => context.Space.Build((parameter, _) =>
        stratified && parameter.Name == StratifyBy ? Stratum(context, parameter) : parameter.FromUnit(random.NextDouble()));

    // Each block of as many draws as there are values is one random order of them.
    private static ParameterValue Stratum(SamplingContext context, Parameter parameter)
    {
        var values = parameter.Levels(int.MaxValue);
        int block = context.Index / values.Count;
        return values[new SeededRandom(context.Seed, -1L - block).Permutation(values.Count)[context.Index % values.Count]];
    }

    private static Configuration? Unused(SamplingContext context, SeededRandom random)
    {
        var grid = new GridIndex(context.Space, int.MaxValue, null);
        long start = random.NextBelow(grid.Count);
        for (long i = 0; i < grid.Count; i++)
        {
            var candidate = grid.At((start + i) % grid.Count);
            if (!context.IsKnown(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
