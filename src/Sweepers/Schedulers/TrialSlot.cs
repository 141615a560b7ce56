using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>A place in a scheduler's plan: how much a trial may spend, and where it stands in its bracket.</summary>
public sealed record TrialSlot
{
    /// <summary>What the trial may spend in all, its earlier rungs included; above 0.</summary>
    public required double Budget { get; init; }

    /// <summary>The largest budget the configuration can reach; at least <see cref="Budget"/>.</summary>
    public required double Horizon { get; init; }

    /// <summary>The bracket or round, from 0.</summary>
    public int Bracket { get; init; }

    /// <summary>The rung within the bracket, from 0.</summary>
    public int Rung { get; init; }

    /// <summary>The trial to go on from; null, the default, asks for a new configuration.</summary>
    public int? ParentId { get; init; }

    /// <summary>True when a person made the trial from another one: it is no part of the scheduler's plan, which is not told of it. False by default.</summary>
    public bool IsByHand { get; init; }

    /// <summary>What to try when it is not the parent's configuration (a copied member of a population); null, the default, means the parent's, or a draw.</summary>
    public Configuration? Configuration { get; init; }
}
