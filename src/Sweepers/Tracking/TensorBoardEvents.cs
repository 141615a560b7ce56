using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tracking;

/// <summary>TensorBoard's messages, by the field numbers of event.proto, summary.proto and the hparams plugin's plugin_data.proto.</summary>
internal static class TensorBoardEvents
{
    private const string HparamsPlugin = "hparams";

    public static byte[] Version(double time) => new ProtoMessage().Double(1, time).Text(3, "brain.Event:2").ToArray();

    /// <summary>A number in the scalars tab; TensorBoard holds it as a single.</summary>
    public static byte[] Scalar(double time, long step, string tag, double value) =>
        Event(time, step, new ProtoMessage().Text(1, tag).Single(2, (float)value));

    /// <summary>The run's settings for the hparams tab. Its group there would mean repeats of one configuration, so none is given.</summary>
    public static byte[] SessionStart(double time, TrackedRunInfo run)
    {
        var start = new ProtoMessage();
        foreach (var (name, value) in run.Settings.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            start.Message(1, new ProtoMessage().Text(1, name).Message(2, Value(value)));
        }

        start.Double(5, time);
        return Hparams(time, "_hparams_/session_start_info", new ProtoMessage().Integer(1, 0).Message(3, start));
    }

    /// <summary>How the run ended, for the hparams tab: 1 success, 2 failure, 3 running.</summary>
    public static byte[] SessionEnd(double time, RunStatus status)
    {
        int code = status switch { RunStatus.Failed => 2, RunStatus.Interrupted => 3, _ => 1 };
        return Hparams(time, "_hparams_/session_end_info", new ProtoMessage().Integer(1, 0).Message(4, new ProtoMessage().Integer(1, code).Double(2, time)));
    }

    private static byte[] Hparams(double time, string tag, ProtoMessage content)
    {
        var plugin = new ProtoMessage().Text(1, HparamsPlugin).Block(2, content.ToArray());

        // A summary needs a value: the plugin's own is a tensor of one zero.
        var tensor = new ProtoMessage().Integer(1, 1).Message(2, new ProtoMessage().Message(2, new ProtoMessage().Integer(1, 1))).Single(5, 0);
        return Event(time, 0, new ProtoMessage().Text(1, tag).Message(8, tensor).Message(9, new ProtoMessage().Message(1, plugin)));
    }

    private static byte[] Event(double time, long step, ProtoMessage value) =>
        new ProtoMessage().Double(1, time).Integer(2, step).Message(5, new ProtoMessage().Message(1, value)).ToArray();

    // google.protobuf.Value: number 2, text 3, boolean 4.
    private static ProtoMessage Value(ParameterValue value) => value.Kind switch
    {
        ParameterValueKind.Text => new ProtoMessage().Text(3, value.ToString()),
        ParameterValueKind.Boolean => new ProtoMessage().Integer(4, value.ToBoolean() ? 1 : 0),
        _ => new ProtoMessage().Double(2, value.ToDouble()),
    };
}
