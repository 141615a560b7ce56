namespace MLNetTuning.Sweepers.Studies;

/// <summary>A worker spoke of a trial whose lease it has lost: another worker has it now, or has ended it. What was handed in is not kept.</summary>
public sealed class TrialLostException : InvalidOperationException
{
    /// <summary>An error with its message.</summary>
    /// <param name="message">Which trial, and who has it.</param>
    public TrialLostException(string message)
        : base(message)
    {
    }
}
