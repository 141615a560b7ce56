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
}
