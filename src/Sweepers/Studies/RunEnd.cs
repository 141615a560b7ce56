namespace MLNetTuning.Sweepers.Studies;

/// <summary>Why a run of a study ended.</summary>
public enum RunEnd
{
    /// <summary>Nothing was left to try.</summary>
    PlanFinished,

    /// <summary><see cref="RunOptions.MaxTrials"/> was reached.</summary>
    TrialLimit,

    /// <summary><see cref="RunOptions.TimeLimit"/> was reached.</summary>
    TimeLimit,

    /// <summary>The caller's token was cancelled.</summary>
    Cancelled,

    /// <summary>A trial reached <see cref="RunOptions.TargetValue"/>.</summary>
    TargetReached,

    /// <summary><see cref="RunOptions.MaxConsecutiveFailures"/> trials in a row failed.</summary>
    TooManyFailures,

    /// <summary>Only paused trials are left, and what waits for them: resume them and run the study again.</summary>
    Paused,

    /// <summary>The store could not be reached any more. What it had is kept, and what could not be written is sent when the study is next used.</summary>
    StoreLost,
}
