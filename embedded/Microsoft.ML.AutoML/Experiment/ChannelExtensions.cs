using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Messages whose sensitivity is not known.
/// </summary>
internal static class ChannelExtensions
{
    public static void Trace(this IChannel channel, string message) => channel.Trace(MessageSensitivity.Unknown, message);

    public static void Info(this IChannel channel, string message) => channel.Info(MessageSensitivity.Unknown, message);
}
