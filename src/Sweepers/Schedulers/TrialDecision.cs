namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>The answer to an intermediate value.</summary>
public enum TrialDecision
{
    /// <summary>Go on.</summary>
    Continue,

    /// <summary>End the trial now and tell its value.</summary>
    Stop,
}
