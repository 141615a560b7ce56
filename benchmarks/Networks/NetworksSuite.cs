using System.Runtime.InteropServices;
using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Networks;

/// <summary>Samples per second of dense networks: the managed engine beside PyTorch, each with 1 and 2 threads, the better counts.</summary>
internal sealed class NetworksSuite : IBenchmarkSuite
{
    private const int Rounds = 3;
    private static readonly int[] ThreadCounts = [1, 2];
    private static readonly NetworkCase[] Cases =
    [
        new([40, 128, 64, 1], 256, 25_600, 5),
        new([40, 128, 64, 1], 1024, 25_600, 4),
        new([200, 512, 256, 10], 512, 10_240, 2.5),
        new([20, 1], 256, 20_480, 4, IsRealMlp: true),
        new([40, 128, 64, 1], 1024, 50_000, 2, Predicts: true),
    ];

    private static readonly ProductCase[] Products =
    [
        new(string.Empty, ProductKind.Forward, 512, 512, 512, 1),
        .. Layer("of 40-128-64-1 ", 256, 40, 128),
        .. Layer("of 40-128-64-1 ", 256, 128, 64),
        .. Layer("of 200-512-256-10 ", 512, 200, 512),
        .. Layer("of 200-512-256-10 ", 512, 512, 256),
        .. Layer("of RealMLP ", 256, 80, 256),
        .. Layer("of RealMLP ", 256, 256, 256),
        .. Layer("of TabM ", 8192, 133, 512),
    ];

    /// <inheritdoc/>
    public string Name => "networks";

    /// <inheritdoc/>
    public string Description => "training and prediction of dense networks with batch norm and dropout, beside PyTorch";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        using var peer = PythonPeer.TryStart("networks_torch.py", "torch");
        if (peer is null)
        {
            context.Output.WriteLine("PyTorch is not installed (no python3 here can import torch): ours is measured alone.");
        }

        var rows = new List<BenchmarkRow>();
        foreach (var item in Cases.Where(item => context.Wants(item.Name)))
        {
            context.Output.WriteLine(item.Name);
            rows.AddRange(Run(context, item, peer));
        }

        rows.AddRange(Cases.Where(item => !item.Predicts && context.Wants(SideBySide.Name(item))).Select(item => TwoAtOnce(context, item)));
        rows.AddRange(Products.Where(item => context.Wants(item.Name)).Select(item => Product(context, item, peer)));
        return rows;
    }

    private static IEnumerable<ProductCase> Layer(string name, int batch, int inputs, int outputs)
        => Enum.GetValues<ProductKind>().Select(kind => new ProductCase(name, kind, batch, inputs, outputs, 1));

    private static BenchmarkRow TwoAtOnce(BenchmarkContext context, NetworkCase item)
    {
        context.Output.WriteLine(SideBySide.Name(item));
        var (one, two) = SideBySide.Measure(context, item);
        return new BenchmarkRow(SideBySide.Name(item), "samples/s", two, one, "ours, one network", SideBySide.Target);
    }

    private static BenchmarkRow Product(BenchmarkContext context, ProductCase item, PythonPeer? peer)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(item.Measure(context));
            theirs.AddRange(peer?.Ask(item.Request) ?? []);
        }

        return new BenchmarkRow(
            item.Name, "GFLOP/s", BenchmarkContext.Median(ours), peer is null ? null : BenchmarkContext.Median(theirs), peer is null ? "not installed: PyTorch" : $"{peer.Name}'s BLAS", item.Target);
    }

    private static List<BenchmarkRow> Run(BenchmarkContext context, NetworkCase item, PythonPeer? peer)
    {
        var data = item.MakeData();
        var path = Path.GetTempFileName();
        try
        {
            Write(data, path);
            return Measure(context, item, data, request => peer?.Ask(item.Request(path, request))[0], peer?.Name);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<BenchmarkRow> Measure(BenchmarkContext context, NetworkCase item, TrainingData data, Func<int, double?> askPeer, string? peerName)
    {
        var ours = ThreadCounts.ToDictionary(n => n, _ => new List<double>());
        var theirs = ThreadCounts.ToDictionary(n => n, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var threads in ThreadCounts)
            {
                ours[threads].Add(item.Measure(context, data, threads));
                if (askPeer(threads) is { } speed)
                {
                    theirs[threads].Add(speed);
                }
            }
        }

        return [Row(item.Name + ", 1 thread", [1], null), Row(item.Name + ", better of 1 and 2 threads", ThreadCounts, item.Target)];

        BenchmarkRow Row(string name, int[] threads, double? target) => new(
            name,
            "samples/s",
            threads.Max(n => BenchmarkContext.Median(ours[n])),
            peerName is null ? null : threads.Max(n => BenchmarkContext.Median(theirs[n])),
            peerName ?? "not installed: PyTorch",
            target);
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
