namespace MLNetTuning.Sweepers.Studies;

/// <summary>Thrown by an objective that was answered <see cref="Schedulers.TrialDecision.Pause"/> and has saved its checkpoint: the trial is set aside until a person resumes it.</summary>
public sealed class TrialPausedException : Exception
{
    /// <summary>A trial is set aside.</summary>
    public TrialPausedException()
        : base("The trial is set aside.")
    {
    }

    /// <summary>A trial is set aside.</summary>
    /// <param name="message">Why.</param>
    public TrialPausedException(string message)
        : base(message)
    {
    }

    /// <summary>A trial is set aside.</summary>
    /// <param name="message">Why.</param>
    /// <param name="innerException">What ended the training.</param>
    public TrialPausedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
