using System.Globalization;

namespace Microsoft.ML.Runtime;

/// <summary>A message of a component.</summary>
public readonly struct ChannelMessage
{
    /// <summary>How grave it is.</summary>
    public readonly ChannelMessageKind Kind;

    /// <summary>What it may disclose.</summary>
    public readonly MessageSensitivity Sensitivity;

    private readonly string _message;
    private readonly object[]? _args;

    internal ChannelMessage(ChannelMessageKind kind, MessageSensitivity sensitivity, string message, object[]? args = null)
    {
        Kind = kind;
        Sensitivity = sensitivity;
        _message = message;
        _args = args;
    }

    /// <summary>The text.</summary>
    public string Message => _args is { Length: > 0 } ? string.Format(CultureInfo.InvariantCulture, _message, _args) : _message;
}
