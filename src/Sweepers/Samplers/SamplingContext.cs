using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>What a sampler may look at when it draws a configuration. Valid during the call only.</summary>
public sealed class SamplingContext
{
    private readonly IReadOnlySet<Configuration> _known;

    /// <summary>The view for one draw.</summary>
    /// <param name="space">The space to draw from.</param>
    /// <param name="direction">Which values are good.</param>
    /// <param name="seed">The study's seed.</param>
    /// <param name="index">The number of this draw.</param>
    /// <param name="trials">All trials of the study so far.</param>
    /// <param name="known">The configurations drawn so far.</param>
    public SamplingContext(SearchSpace space, ObjectiveDirection direction, long seed, int index, IReadOnlyList<Trial> trials, IReadOnlySet<Configuration> known)
    {
        Space = space;
        Direction = direction;
        Seed = seed;
        Index = index;
        Trials = trials;
        _known = known;
    }

    /// <summary>The space to draw from.</summary>
    public SearchSpace Space { get; }

    /// <summary>Which values are good.</summary>
    public ObjectiveDirection Direction { get; }

    /// <summary>The study's seed.</summary>
    public long Seed { get; }

    /// <summary>The number of this draw, from 0; the study's initial configurations are counted too.</summary>
    public int Index { get; }

    /// <summary>All trials of the study so far, in the order of their ids, ended or not. Failed ones have no value; a foreign one without a value may have a configuration outside the space.</summary>
    public IReadOnlyList<Trial> Trials { get; }

    /// <summary>How many different configurations have been drawn.</summary>
    public int KnownCount => _known.Count;

    /// <summary>True when the configuration is not worth drawing: it has been drawn before, or breaks a constraint of the space.</summary>
    /// <param name="configuration">A configuration of the space.</param>
    public bool IsKnown(Configuration configuration) => _known.Contains(configuration) || !Space.IsFeasible(configuration);
}
