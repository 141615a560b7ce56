using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>One configuration tried on one budget: an immutable picture of where it stands.</summary>
/// <remarks>The study hands out a new picture at each change; an old one does not follow.</remarks>
public sealed record Trial
{
    /// <summary>The trial's number within its study, counted from 0 in the order of asking.</summary>
    public required int Id { get; init; }

    /// <summary>What to try.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>The number of the configuration in the order of coming up, from 0. Promotions keep it; a changed copy gets a new one. Below 0 for a foreign trial.</summary>
    public required int ConfigurationIndex { get; init; }

    /// <summary>How much, how far and in which bracket.</summary>
    public required TrialSlot Slot { get; init; }

    /// <summary>What the trial may spend in all, its earlier rungs included, in the unit of the scheduler's options (epochs, trees, rows).</summary>
    public double Budget => Slot.Budget;

    /// <summary>The largest budget the configuration can reach: learning-rate schedules run to it from the first rung on.</summary>
    public double Horizon => Slot.Horizon;

    /// <summary>The rung within the bracket, from 0.</summary>
    public int Rung => Slot.Rung;

    /// <summary>The bracket, or the round of a sampler that works in rounds; from 0.</summary>
    public int Bracket => Slot.Bracket;

    /// <summary>
    /// The trial whose checkpoint can be continued: of the same configuration one rung below, or the one this is a changed copy of; null for a trial
    /// that starts anew. Keep checkpoints by <see cref="Id"/>, since one parent may have several children.
    /// </summary>
    public int? ParentId => Slot.ParentId;

    /// <summary>Where the trial stands.</summary>
    public TrialState State { get; init; } = TrialState.Running;

    /// <summary>The objective; present exactly when the trial is completed or stopped, and then finite.</summary>
    public double? Value { get; init; }

    /// <summary>Why the trial failed; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>The intermediate values, in ascending order of step; a step reported twice keeps the later value.</summary>
    public IReadOnlyList<TrialReport> Reports { get; init; } = [];

    /// <summary>What was noted about the trial, by name; empty by default. See <see cref="Study.SetAttribute"/>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = TrialAttributes.None;

    /// <summary>Who runs the trial, or ran it last; null for a trial that no worker of ours has had.</summary>
    public TrialLease? Lease { get; init; }

    /// <summary>True for a trial that another program added to the store. It is learnt from as one of the whole budget and is never handed out.</summary>
    public bool IsForeign { get; init; }

    /// <summary>When the trial was handed out, by the study's clock (UTC).</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the trial ended, by the study's clock (UTC); null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True once the trial is completed, stopped or failed.</summary>
    public bool HasEnded => State is TrialState.Completed or TrialState.Stopped or TrialState.Failed;
}
