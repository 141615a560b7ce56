namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>The answer to an intermediate value.</summary>
public enum TrialDecision
{
    /// <summary>Go on.</summary>
    Continue,

    /// <summary>End the trial now and tell its value.</summary>
    Stop,

    /// <summary>A person wants the trial set aside: save a checkpoint, then throw <see cref="Studies.TrialPausedException"/> (or call <see cref="Studies.Study.SetAside(int)"/>).</summary>
    Pause,
}
