using MLNetTuning.Experiments.Families;

namespace MLNetTuning.Experiments.Running;

/// <summary>What to try next.</summary>
/// <param name="Candidate">The configuration.</param>
/// <param name="IsRaced">Whether it must hold its own on the first split before the others are fitted.</param>
internal sealed record PlannedCandidate(Candidate Candidate, bool IsRaced = false)
{
    /// <summary>Whether its length is set by a measurement first.</summary>
    public bool NeedsPlanning { get; init; }

    /// <summary>The part of its whole length that is fitted; below 1 it has only to show what it promises.</summary>
    public double Share { get; init; } = 1;

    /// <summary>How many splits are fitted, the first of all; null for all of them.</summary>
    public int? Splits { get; init; }

    /// <summary>Its fits at a smaller share, from the first split on, to go on from; null to begin.</summary>
    public IReadOnlyList<FoldFit>? Earlier { get; init; }

    /// <summary>Whether it goes on where the same trial was a moment ago: it is not counted as another one.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Elapsed seconds after which its fits end with what they have.</summary>
    public double SoftEnd { get; init; } = double.PositiveInfinity;
}
