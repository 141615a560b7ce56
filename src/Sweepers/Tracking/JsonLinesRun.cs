using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tracking;

/// <summary>The file of one run. Lines are written whole, so that a reader never sees half of one but at a crash.</summary>
internal sealed class JsonLinesRun : ITrackedRun
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly FileStream _file;
    private readonly TimeProvider _clock;

    public JsonLinesRun(string path, TimeProvider clock)
    {
        _clock = clock;
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    public void WriteStart(TrackedRunInfo run) => Line("start", writer =>
    {
        writer.WriteString("run", run.Name);
        writer.WriteString("group", run.Group);
        writer.WriteStartObject("settings");
        foreach (var (name, value) in run.Settings.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            JsonValues.WriteValue(writer, value);
        }

        writer.WriteEndObject();
    });

    public void Log(long step, string metric, double value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(metric);
        Line("metric", writer =>
        {
            writer.WriteNumber("step", step);
            writer.WriteString("name", metric);
            WriteNumber(writer, "value", value);
        });
    }

    public void End(RunStatus status, IReadOnlyDictionary<string, double> summary, string? error = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        Line("end", writer =>
        {
            writer.WriteString("status", status.ToString().ToLowerInvariant());
            writer.WriteStartObject("summary");
            foreach (var (name, value) in summary.OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                WriteNumber(writer, name, value);
            }

            writer.WriteEndObject();
            writer.WriteString("error", error);
        });
    }

    public void Dispose() => _file.Dispose();

    private static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        if (double.IsFinite(value))
        {
            JsonValues.WriteDouble(writer, value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Line(string kind, Action<Utf8JsonWriter> body)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line, s_options))
        {
            writer.WriteStartObject();
            writer.WriteString("event", kind);
            writer.WriteString("time", _clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
            body(writer);
            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        _file.Write(line.GetBuffer(), 0, (int)line.Length);
    }
}
