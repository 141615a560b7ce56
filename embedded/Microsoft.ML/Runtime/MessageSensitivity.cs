namespace Microsoft.ML.Runtime;

/// <summary>What a message may disclose.</summary>
[Flags]
public enum MessageSensitivity
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Values of the data.</summary>
    UserData = 0x1,

    /// <summary>Names of columns and slots.</summary>
    Schema = 0x2,

    /// <summary>Not known: to be taken as anything.</summary>
    Unknown = ~None,

    /// <summary>Anything.</summary>
    All = Unknown,
}
