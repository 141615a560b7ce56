using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>
/// The contexts that trials work in: seeded like the experiment's, their messages passed on to its log.
/// </summary>
internal static class ChildContext
{
    public static int? SeedOf(MLContext context) => context.Seed;

    public static MLContext Create(MLContext parent, IChannel channel)
    {
        var child = new MLContext(parent.Seed)
        {
            GpuDeviceId = parent.GpuDeviceId,
            FallbackToCpu = parent.FallbackToCpu,
            TempFilePath = parent.TempFilePath,
        };
        child.Log += (_, message) => channel.Send(new ChannelMessage(message.Kind, MessageSensitivity.Unknown, message.Message));
        return child;
    }
}
