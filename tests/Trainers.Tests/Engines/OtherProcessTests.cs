using System.Diagnostics;
using MLNetTuning.Trainers.Engines;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>A training saved to a file goes on in another process as if nothing had been.</summary>
public sealed class OtherProcessTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void RestoreCheckpoint_InAnotherProcess_GoesOnBitForBit()
    {
        var expected = Journeys.Names.ToDictionary(name => name, Travel);
        GoOnElsewhere();
        foreach (var (name, (checkpoint, model)) in expected)
        {
            Assert.True(checkpoint.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_folder, name + ".after"))), $"{name}: another checkpoint.");
            Assert.True(model.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_folder, name + ".model"))), $"{name}: another model.");
        }
    }

    /// <summary>Trains to the end, with a checkpoint on the way.</summary>
    private (byte[] Checkpoint, byte[] Model) Travel(string name)
    {
        using var session = Journeys.Start(new ManagedEngine(), name);
        session.RunTo(Journeys.Middle);
        Assert.Equal(Journeys.Middle, session.Epoch);
        Journeys.Change(session);
        session.SaveCheckpoint(Path.Combine(_folder, name + ".before"));
        session.RunTo(Journeys.Horizon);
        Assert.True(session.Epoch > Journeys.Middle && !session.IsDiverged);
        using var model = new MemoryStream();
        session.CreateModel().Save(model);
        return (session.Checkpoint(), model.ToArray());
    }

    private void GoOnElsewhere()
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, ["exec", typeof(OtherProcessTests).Assembly.Location, _folder]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The other process did not end.");
        }

        Assert.True(process.ExitCode == 0, errors.Result);
    }
}
