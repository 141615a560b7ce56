using System.Runtime.InteropServices;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Benchmarks.Networks;

/// <summary>Samples per second of training a dense network: the managed engine beside PyTorch, each with 1 and 2 threads, the better counts.</summary>
internal sealed class NetworksSuite : IBenchmarkSuite
{
    private const int Rows = 51_200;
    private const int Inputs = 40;
    private const int Batch = 256;
    private const int Epochs = 4;
    private const int Rounds = 5;
    private static readonly int[] Widths = [128, 64];
    private static readonly int[] ThreadCounts = [1, 2];

    /// <inheritdoc/>
    public string Name => "networks";

    /// <inheritdoc/>
    public string Description => "training 40-128-64-1 with batch norm and dropout, batch 256, beside PyTorch";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var data = MakeData();
        var path = Path.GetTempFileName();
        try
        {
            Write(data, path);
            using var peer = PythonPeer.TryStart("networks_torch.py", "torch", path);
            return Measure(context, data, peer);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<BenchmarkRow> Measure(BenchmarkContext context, TrainingData data, PythonPeer? peer)
    {
        var ours = ThreadCounts.ToDictionary(n => n, _ => new List<double>());
        var theirs = ThreadCounts.ToDictionary(n => n, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var threads in ThreadCounts)
            {
                ours[threads].Add(Train(data, threads));
                if (peer is not null)
                {
                    theirs[threads].Add(peer.Ask(FormattableString.Invariant($"{threads} {Batch} {Epochs} {Inputs} {string.Join(' ', Widths)} 1"))[0]);
                }
            }

            context.Output.WriteLine($"round {round + 1} of {Rounds} done");
        }

        return [Row("training 40-128-64-1, batch 256, 1 thread", [1], null), Row("training 40-128-64-1, batch 256, better of 1 and 2 threads", ThreadCounts, 5)];

        BenchmarkRow Row(string name, int[] threads, double? target) => new(
            name,
            "samples/s",
            threads.Max(n => BenchmarkContext.Median(ours[n])),
            peer is null ? null : threads.Max(n => BenchmarkContext.Median(theirs[n])),
            peer?.Name ?? "not installed: PyTorch (no python3 here can import torch)",
            target);
    }

    /// <summary>Samples per second of the best of some epochs, without validation, as the peer's loop.</summary>
    private static double Train(TrainingData data, int threads)
    {
        var spec = NetworkSpec.Dense(PredictionTask.Binary, Inputs, 1, Widths, dropout: 0.2f);
        var options = new TrainingOptions
        {
            Optimizer = OptimizerKind.Adam,
            LearningRate = 0.001f,
            WeightDecay = 0,
            Schedule = LearningRateSchedule.Constant,
            Epochs = Epochs,
            BatchSize = Batch,
            Seed = 1,
            Threads = threads,
        };
        using var session = new ManagedEngine().Start(spec, options, data, null);
        var best = double.PositiveInfinity;
        while (!session.IsFinished)
        {
            best = Math.Min(best, session.RunEpoch().Seconds);
        }

        return Rows / best;
    }

    private static TrainingData MakeData()
    {
        var random = new Random(1);
        var features = new FloatMatrix(Rows, Inputs);
        var labels = new float[Rows];
        for (var i = 0; i < Rows; i++)
        {
            var row = features.Row(i);
            foreach (ref var value in row)
            {
                value = (float)((2 * random.NextDouble()) - 1) * 1.7f;
            }

            labels[i] = (row[0] * row[1]) + row[2] > 0 ? 1 : 0;
        }

        return new TrainingData(features, labels);
    }

    /// <summary>Rows of features and label as raw floats, which NumPy reads at once.</summary>
    private static void Write(TrainingData data, string path)
    {
        using var file = File.Create(path);
        for (var i = 0; i < data.Rows; i++)
        {
            file.Write(MemoryMarshal.AsBytes(data.Features.Row(i)));
            file.Write(MemoryMarshal.AsBytes(data.Labels.AsSpan(i, 1)));
        }
    }
}
