using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Sweeping;

/// <summary>A trial of a sweeper.</summary>
/// <param name="Id">Its number in the sweeper's study.</param>
/// <param name="Family">The family of its model.</param>
/// <param name="Point">Its settings in one line.</param>
/// <param name="Share">The part of its whole length it was given.</param>
internal sealed record SweepStep(int Id, string Family, string Point, double Share)
{
    /// <summary>The bracket or round, from 0.</summary>
    public int Bracket { get; init; }

    /// <summary>The trial it went on from, or null.</summary>
    public int? Parent { get; init; }

    /// <summary>Its value; null without one.</summary>
    public double? Value { get; init; }

    /// <summary>How it ended.</summary>
    public TrialState State { get; init; }

    /// <summary>Whether it is a model that the sweeper did not propose but learnt from.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>The part of its whole length at which a rule stopped it; null where none did.</summary>
    public double? StoppedAt { get; init; }
}
