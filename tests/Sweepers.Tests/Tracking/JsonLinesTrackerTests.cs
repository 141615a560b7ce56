using System.Text.Json;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Tracking;

namespace MLNetTuning.Sweepers.Tests.Tracking;

public class JsonLinesTrackerTests
{
    private static readonly TrackedRunInfo _info = new("run 1/..", "my study", new Dictionary<string, ParameterValue> { ["rate"] = 0.1, ["kind"] = "a\"b", ["n"] = 3, ["flag"] = true });

    [Fact]
    public void Log_WhileARunGoesOn_IsThereForAnotherReader()
    {
        using var folder = new TemporaryFolder();
        using var run = new JsonLinesTracker(folder.Path, new FixedClock()).Start(_info);
        string file = Path.Combine(folder.Path, "my_study", "run_1_...jsonl");
        run.Log(1, "loss", 0.5);
        Assert.Equal(2, File.ReadAllLines(file).Length);
        run.Log(2, "loss", double.NaN);
        run.End(RunStatus.Failed, new Dictionary<string, double> { ["value"] = 0.25 }, "it broke");
        Assert.Equal(
        [
            """{"event":"start","time":"2026-01-02T03:04:05.250000Z","run":"run 1/..","group":"my study","settings":{"flag":true,"kind":"a\"b","n":3,"rate":0.1}}""",
            """{"event":"metric","time":"2026-01-02T03:04:05.250000Z","step":1,"name":"loss","value":0.5}""",
            """{"event":"metric","time":"2026-01-02T03:04:05.250000Z","step":2,"name":"loss","value":"NaN"}""",
            """{"event":"end","time":"2026-01-02T03:04:05.250000Z","status":"failed","summary":{"value":0.25},"error":"it broke"}""",
        ],
        File.ReadAllLines(file));
    }

    [Fact]
    public void Start_AgainUnderTheSameName_GoesOnBehind()
    {
        using var folder = new TemporaryFolder();
        var tracker = new JsonLinesTracker(folder.Path);
        for (int i = 0; i < 2; i++)
        {
            using var run = tracker.Start(new TrackedRunInfo("r", null, new Dictionary<string, ParameterValue>()));
            run.Log(i, "m", i);
        }

        var events = File.ReadAllLines(Path.Combine(folder.Path, "r.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("event").GetString());
        Assert.Equal(["start", "metric", "start", "metric"], events);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public void Start_NameThatLeadsElsewhere_StaysInTheFolder(string name)
    {
        using var folder = new TemporaryFolder();
        new JsonLinesTracker(Path.Combine(folder.Path, "in")).Start(new TrackedRunInfo("r", name, new Dictionary<string, ParameterValue>())).Dispose();
        Assert.True(File.Exists(Path.Combine(folder.Path, "in", "_", "r.jsonl")));
    }
}
