using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tiers;

/// <summary>
/// Draws the parameters of one tier after the other: those of earlier tiers stay at the best trial's values, those of later ones at where that
/// trial had them, which are the defaults at first. The first trial has all defaults.
/// </summary>
/// <remarks>The best trial is that of all tiers before, whatever the tier that found it. <see cref="Sweeper.Tiers"/> waits for a tier to end.</remarks>
public sealed class TierSampler : ISampler
{
    private readonly TierOptions _options;
    private (int Tier, Configuration Base, SearchSpace Space, TpeSampler Sampler)? _current;

    /// <summary>A sampler in tiers.</summary>
    /// <param name="options">The tiers and how each is drawn; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public TierSampler(TierOptions? options = null)
    {
        _options = options ?? new TierOptions();
        _options.Validate();
    }

    /// <summary>The tier a parameter belongs to, from 0.</summary>
    /// <param name="parameter">A parameter's name.</param>
    public int TierOf(string parameter)
    {
        int found = _options.Tiers.ToList().FindIndex(t => t.Matches(parameter));
        return found < 0 ? _options.Tiers.Count - 1 : found;
    }

    /// <inheritdoc/>
    public void Check(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        Messages.ThrowIfAny("The search space", space.Parameters.Any(p => _options.Tiers.Any(t => t.Matches(p.Name))) || space.Parameters.Count == 0
            ? []
            : [$"no tier names any of its parameters ({string.Join(", ", space.Parameters.Select(p => p.Name))}). Give tiers of your own in TierOptions.Tiers."]);
    }

    /// <inheritdoc/>
    public Configuration? Sample(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Trials.Count == 0 && !context.IsKnown(context.Space.Default))
        {
            return context.Space.Default;
        }

        int tier = Math.Min(context.Index / _options.TrialsPerTier, _options.Tiers.Count - 1);
        var best = Best(context, tier * _options.TrialsPerTier);

        // A tier of few values may be used up before its trials are: the next one begins early.
        for (int next = tier; next < _options.Tiers.Count; next++)
        {
            if (Draw(context, next, best) is { } drawn)
            {
                return drawn;
            }
        }

        return null;
    }

    private static Trial? Best(SamplingContext context, int drawnBefore) =>
        new TrialRanking(context.Direction).Rank(context.Trials.Where(t => t.ConfigurationIndex < drawnBefore)).FirstOrDefault();

    private Configuration? Draw(SamplingContext context, int tier, Trial? best)
    {
        var fixedAt = best?.Configuration ?? context.Space.Default;
        if (_current is not { } current || current.Tier != tier || !current.Base.Equals(fixedAt))
        {
            var space = TierSpace.Of(context.Space, p => TierOf(p.Name) == tier, fixedAt);
            _current = current = (tier, fixedAt, space, new TpeSampler(_options.Sampling ?? new TpeOptions { StartupTrials = TierDefaults.StartupTrials }));
        }

        // Trials that lie within the tier's own space, in the order of their ids: what is true of one stays true.
        List<Trial> within = [.. context.Trials.Where(t => current.Space.Violations(t.Configuration).Count == 0)];
        var known = new HashSet<Configuration>(within.Select(t => t.Configuration));
        var drawn = current.Sampler.Sample(new SamplingContext(current.Space, context.Direction, context.Seed, context.Index, within, known));
        drawn = drawn is null || current.Space.IsFeasible(drawn) ? drawn : FeasibleDraws.Draw(current.Space, context.Seed, context.Index, known);
        return drawn is null || known.Contains(drawn) ? null : drawn;
    }
}
