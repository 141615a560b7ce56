using System.Text;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Tracking;

namespace MLNetTuning.Sweepers.Tests.Tracking;

public class TensorBoardTrackerTests
{
    // RFC 3720, appendix B.4, and the checksum of "123456789" that catalogues of CRCs list.
    [Fact]
    public void Checksum_KnownVectors_AreMet()
    {
        Assert.Equal(0x8A9136AAu, RecordFile.Checksum(new byte[32]));
        Assert.Equal(0x62A8AB43u, RecordFile.Checksum([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, RecordFile.Checksum([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0x113FDB5Cu, RecordFile.Checksum([.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))]));
        Assert.Equal(0xE3069283u, RecordFile.Checksum("123456789"u8));
        uint crc = RecordFile.Checksum("foo"u8);
        Assert.Equal(unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8), RecordFile.Masked("foo"u8));
    }

    [Fact]
    public void Run_EventFile_HasVersionSettingsScalarsAndEnd()
    {
        using var folder = new TemporaryFolder();
        var info = new TrackedRunInfo("trial-00001", "study", new Dictionary<string, ParameterValue> { ["rate"] = 0.25, ["kind"] = "silu", ["norm"] = true });
        using var run = new TensorBoardTracker(folder.Path, new FixedClock()).Start(info);
        run.Log(300, "loss", 0.5);
        string file = Directory.GetFiles(Path.Combine(folder.Path, "study", "trial-00001")).Single();
        Assert.Equal(3, EventReader.Records(Read(file)).Count);
        run.End(RunStatus.Completed, new Dictionary<string, double> { ["value"] = 0.125 });
        var records = EventReader.Records(Read(file));

        Assert.Equal("brain.Event:2", EventReader.Text(records[0], 3));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 250, TimeSpan.Zero).ToUnixTimeMilliseconds() / 1000.0, EventReader.Value<double>(records[0], 1));
        Assert.StartsWith("events.out.tfevents.", Path.GetFileName(file), StringComparison.Ordinal);

        byte[] start = EventReader.Block(records[1], 5, 1);
        Assert.Equal("_hparams_/session_start_info", EventReader.Text(start, 1));
        Assert.Equal("hparams", EventReader.Text(EventReader.Block(start, 9, 1), 1));
        byte[] session = EventReader.Block(start, 9, 1, 2, 3);
        Assert.DoesNotContain(EventReader.Fields(session), f => f.Field == 4);
        var settings = EventReader.Fields(session).Where(f => f.Field == 1).Select(f => (byte[])f.Value).ToDictionary(e => EventReader.Text(e, 1), e => EventReader.Fields(EventReader.Block(e, 2))[0]);
        Assert.Equal((2, 0.25), settings["rate"]);
        Assert.Equal((4, 1L), settings["norm"]);
        Assert.Equal("silu", Encoding.UTF8.GetString((byte[])settings["kind"].Value));

        Assert.Equal(300L, EventReader.Value<long>(records[2], 2));
        Assert.Equal("loss", EventReader.Text(EventReader.Block(records[2], 5, 1), 1));
        Assert.Equal(0.5f, EventReader.Value<float>(EventReader.Block(records[2], 5, 1), 2));
        Assert.Equal("value", EventReader.Text(EventReader.Block(records[3], 5, 1), 1));
        Assert.Equal(1L, EventReader.Value<long>(EventReader.Block(records[4], 5, 1, 9, 1, 2, 4), 1));
    }

    [Fact]
    public void Start_AgainUnderTheSameName_GetsAnotherFile()
    {
        using var folder = new TemporaryFolder();
        var tracker = new TensorBoardTracker(folder.Path, new FixedClock());
        var info = new TrackedRunInfo("r", null, new Dictionary<string, ParameterValue>());
        tracker.Start(info).Dispose();
        tracker.Start(info).Dispose();
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder.Path, "r")).Length);
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
