namespace MLNetTuning.Sweepers.Studies;

/// <summary>A store cannot be reached, and waiting for it has come to an end. What it kept before is still kept.</summary>
public sealed class StudyStoreLostException : InvalidOperationException
{
    /// <summary>An error with its message and cause.</summary>
    /// <param name="message">Which store, how long it was waited for and what to do.</param>
    /// <param name="cause">What the connection said.</param>
    public StudyStoreLostException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
