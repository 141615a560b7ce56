using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Benchmarks.Networks;

/// <summary>Two networks trained at once, each on a thread of its own, beside one that has the machine for itself.</summary>
internal static class SideBySide
{
    private const int Epochs = 12;
    private const int Rounds = 5;

    /// <summary>What two gain at least.</summary>
    public const double Target = 1.9;

    /// <summary>Name of the row of a case.</summary>
    public static string Name(NetworkCase item) => $"two side by side: {item.Name}, samples per second together beside one";

    /// <summary>Samples per second of one network and of two together, medians of rounds that measure both in turns.</summary>
    public static (double One, double Two) Measure(BenchmarkContext context, NetworkCase item)
    {
        var data = item.MakeData();
        var (one, two) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            one.Add(Together(context, item, data, 1));
            two.Add(Together(context, item, data, 2));
        }

        return (BenchmarkContext.Median(one), BenchmarkContext.Median(two));
    }

    private static double Together(BenchmarkContext context, NetworkCase item, TrainingData data, int networks)
    {
        var sessions = Enumerable.Range(0, networks).Select(seed => Start(context, item, data, seed)).ToArray();
        var threads = sessions.Select(session => new Thread(() => session.RunTo(Epochs))).ToArray();
        var seconds = context.Time(() =>
        {
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
        });
        Array.ForEach(sessions, session => session.Dispose());
        return networks * (Epochs - 1) * item.Rows / seconds;
    }

    private static TrainingSession Start(BenchmarkContext context, NetworkCase item, TrainingData data, int seed)
    {
        var (spec, options) = item.Recipe();
        var session = new ManagedEngine(context.Clock).Start(spec, options with { Epochs = Epochs, BatchSize = item.Batch, Seed = seed }, data, null);

        // The first epoch is for the compiler.
        session.RunEpoch();
        return session;
    }
}
