using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using MLNetTuning.Trainers.Encoding;

namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>scikit-learn in processes of its own, one for each job that runs at once.</summary>
internal sealed class QualityPeer : IDisposable
{
    private const string Script = "networks_quality_sklearn.py";
    private readonly ConcurrentBag<PythonPeer> _idle = [];

    private QualityPeer(PythonPeer first)
    {
        Name = first.Name;
        _idle.Add(first);
    }

    public string Name { get; }

    /// <summary>Starts it; null when no Python here has it.</summary>
    public static QualityPeer? Start(BenchmarkContext context)
    {
        if (PythonPeer.TryStart(Script, "sklearn") is { } first)
        {
            context.Versions["sklearn"] = first.Name;
            return new QualityPeer(first);
        }

        context.Output.WriteLine("No python3 here can import sklearn: ours is measured without it.");
        return null;
    }

    /// <summary>Has it learn from a split's train rows and score its test rows.</summary>
    public float[] Score(QualityTable table, int split, QualityModel model)
    {
        if (!_idle.TryTake(out var process))
        {
            process = PythonPeer.TryStart(Script, "sklearn") ?? throw new InvalidOperationException($"{Name} does not start again.");
        }

        var folder = Directory.CreateTempSubdirectory("networks").FullName;
        try
        {
            var (train, test) = table.Split(split);
            Write(folder, "train", train.Features.Values);
            Write(folder, "labels", train.Labels);
            Write(folder, "test", test.Features.Values);
            process.Ask(FormattableString.Invariant($"{folder} {model} {table.File.Task} {table.Data.Features.Columns} {Categories(table)}"));
            return MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, "scores"))).ToArray();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            _idle.Add(process);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var process))
        {
            process.Dispose();
        }
    }

    private static string Categories(QualityTable table)
    {
        var columns = Enumerable.Range(0, table.Kinds.Length).Where(c => table.Kinds[c] == ColumnKind.Category).ToArray();
        return columns.Length == 0 ? "-" : string.Join(',', columns);
    }

    private static void Write(string folder, string name, float[] values)
    {
        using var file = File.Create(Path.Combine(folder, name));
        file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
