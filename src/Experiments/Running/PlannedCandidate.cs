using MLNetTuning.Experiments.Families;

namespace MLNetTuning.Experiments.Running;

/// <summary>What to try next.</summary>
/// <param name="Candidate">The configuration.</param>
/// <param name="IsRaced">Whether it must hold its own on the first split before the others are fitted.</param>
internal sealed record PlannedCandidate(Candidate Candidate, bool IsRaced = false)
{
    /// <summary>Whether its length is set by a measurement first.</summary>
    public bool NeedsPlanning { get; init; }

    /// <summary>Elapsed seconds after which its fits end with what they have.</summary>
    public double SoftEnd { get; init; } = double.PositiveInfinity;
}
