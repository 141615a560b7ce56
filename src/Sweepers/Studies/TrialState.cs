namespace MLNetTuning.Sweepers.Studies;

/// <summary>Where a trial stands.</summary>
public enum TrialState
{
    /// <summary>Given back before it ended; the next <see cref="Study.Ask"/> hands it out again under its own id.</summary>
    Waiting,

    /// <summary>Handed out and not yet told.</summary>
    Running,

    /// <summary>Set aside by hand: still somebody's, but neither worked on nor handed out.</summary>
    Paused,

    /// <summary>Ended with a finite value.</summary>
    Completed,

    /// <summary>Ended with a finite value before its budget, because the scheduler stopped it.</summary>
    Stopped,

    /// <summary>Ended without a usable value: it threw, or its value was NaN or infinite.</summary>
    Failed,
}
