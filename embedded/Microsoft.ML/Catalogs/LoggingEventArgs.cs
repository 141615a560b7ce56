using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A message of a component.</summary>
public class LoggingEventArgs : EventArgs
{
    /// <summary>Makes a message without source.</summary>
    /// <param name="message">The text.</param>
    public LoggingEventArgs(string message)
    {
        Message = message;
    }

    /// <summary>Makes a message.</summary>
    /// <param name="message">The text.</param>
    /// <param name="kind">How grave it is.</param>
    /// <param name="source">Where it comes from.</param>
    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        RawMessage = message;
        Kind = kind;
        Source = source;
        Message = $"[Source={source}, Kind={kind}] {message}";
    }

    /// <summary>Where the message comes from.</summary>
    public string? Source { get; }

    /// <summary>How grave it is.</summary>
    public ChannelMessageKind Kind { get; }

    /// <summary>The text with source and kind.</summary>
    public string Message { get; }

    /// <summary>The text alone.</summary>
    public string? RawMessage { get; }
}
