namespace MLNetTuning.Trainers.Portable;

/// <summary>A portable model or its file is not whole or does not fit together.</summary>
public sealed class PortableModelException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="inner">The cause, if any.</param>
    public PortableModelException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
