using System.Text.Json;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Tracking;

namespace MLNetTuning.Sweepers.Tests.Tracking;

/// <summary>What the trackers write, read by Google's protobuf library and by Python's json.</summary>
public class IndependentReaderTests
{
    private static readonly TrackedRunInfo s_run = new("trial-00001", "study", new Dictionary<string, ParameterValue> { ["rate"] = 0.25, ["kind"] = "silu \"é\"", ["norm"] = true, ["width"] = 64 });

    [Fact]
    public void TensorBoard_EventFile_IsReadByGooglesProtobuf()
    {
        using var folder = new TemporaryFolder();
        Track(new TensorBoardTracker(folder.Path, new FixedClock()));
        string file = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Single();
        var records = Python.Run(Path.Combine(AppContext.BaseDirectory, "Tracking", "read_events.py"), file).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        double time = new FixedClock().GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

        Assert.Equal(6, records.Count);
        Assert.All(records, r => Assert.False(r.GetProperty("unknown").GetBoolean()));
        Assert.All(records, r => Assert.Equal(time, r.GetProperty("event").GetProperty("wall_time").GetDouble()));
        Assert.Equal("brain.Event:2", Text(records[0], "event", "file_version"));
        Assert.Equal("""{"key":"kind","value":"silu \u0022\u00E9\u0022"} {"key":"norm","value":true} {"key":"rate","value":0.25} {"key":"width","value":64}""",
            string.Join(' ', Plugin(records[1]).GetProperty("session_start_info").GetProperty("hparams").EnumerateArray().Select(h => JsonSerializer.Serialize(h))).Replace("64.0", "64", StringComparison.Ordinal));
        Assert.Equal(("_hparams_/session_start_info", "hparams"), (Text(Value(records[1]), "tag"), Text(Value(records[1]), "metadata", "plugin_data", "plugin_name")));
        Assert.Equal(("loss", 0.5, "300"), (Text(Value(records[2]), "tag"), Value(records[2]).GetProperty("simple_value").GetDouble(), Text(records[2], "event", "step")));
        Assert.Equal(("loss", "NaN"), (Text(Value(records[3]), "tag"), Text(Value(records[3]), "simple_value")));
        Assert.Equal(("value", 0.125), (Text(Value(records[4]), "tag"), Value(records[4]).GetProperty("simple_value").GetDouble()));
        Assert.Equal(1, Plugin(records[5]).GetProperty("session_end_info").GetProperty("status").GetInt32());
    }

    [Fact]
    public void JsonLines_File_IsReadByPythonsJson()
    {
        using var folder = new TemporaryFolder();
        Track(new JsonLinesTracker(folder.Path, new FixedClock()));
        string path = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Single();
        const string Script = "import json, sys\nfor line in open(sys.argv[1], encoding='utf-8'):\n    print(json.dumps(json.loads(line), sort_keys=True))";
        var lines = Python.Run("-c", Script, path).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var own = File.ReadLines(path).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(4, lines.Count);
        Assert.All(lines.Zip(own), pair => Assert.True(JsonElement.DeepEquals(pair.First, pair.Second), $"{pair.First} instead of {pair.Second}"));
        Assert.Contains("silu \\\"\\u00e9\\\"", lines[0].GetRawText());
    }

    private static void Track(ITracker tracker)
    {
        using var run = tracker.Start(s_run);
        run.Log(300, "loss", 0.5);
        run.Log(301, "loss", double.NaN);
        run.End(RunStatus.Completed, new Dictionary<string, double> { ["value"] = 0.125 });
    }

    private static JsonElement Value(JsonElement record) => record.GetProperty("event").GetProperty("summary").GetProperty("value")[0];

    private static JsonElement Plugin(JsonElement record) => record.GetProperty("plugin")[0];

    private static string? Text(JsonElement element, params string[] path) => path.Aggregate(element, (e, name) => e.GetProperty(name)).GetString();
}
