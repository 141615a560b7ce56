using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Tests.Engines;

namespace MLNetTuning.Trainers.Tests;

/// <summary>The other process of <see cref="OtherProcessTests"/>.</summary>
internal static class Program
{
    /// <param name="arguments">The folder whose checkpoints are to be gone on from.</param>
    public static int Main(string[] arguments)
    {
        foreach (var name in Journeys.Names)
        {
            using var session = Journeys.Start(new ManagedEngine(), name, seed: 77);
            session.RestoreCheckpoint(Path.Combine(arguments[0], name + ".before"));
            session.RunTo(Journeys.Horizon);
            session.SaveCheckpoint(Path.Combine(arguments[0], name + ".after"));
            using var model = File.Create(Path.Combine(arguments[0], name + ".model"));
            session.CreateModel().Save(model);
        }

        return 0;
    }
}
