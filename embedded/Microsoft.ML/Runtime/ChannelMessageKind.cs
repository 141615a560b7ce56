namespace Microsoft.ML.Runtime;

/// <summary>How grave a message is.</summary>
public enum ChannelMessageKind
{
    /// <summary>Detail.</summary>
    Trace = 0,

    /// <summary>News.</summary>
    Info = 1,

    /// <summary>Something is not as it should be.</summary>
    Warning = 2,

    /// <summary>Something failed.</summary>
    Error = 3,
}
