using System.Globalization;
using System.IO.Compression;
using Microsoft.ML;

namespace MLNetTuning.Benchmarks.Host;

/// <summary>CSV files into columns in memory, beside pandas' C engine with the same types.</summary>
internal sealed class CsvBenchmark : IHostBenchmark
{
    private const int Rounds = 3;
    private const string Unit = "MB/s";

    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        if (HostChild.Task is { } task)
        {
            MeasureMemory(context, task);
            return [];
        }

        using var peer = PythonPeer.TryStart("host_csv_pandas.py", "pandas");
        var rows = new List<BenchmarkRow>();
        var folder = Directory.CreateTempSubdirectory("mlnettuning-csv-");
        try
        {
            if (context.FindData("nycflights/flights.csv.gz") is { } packed)
            {
                var path = Path.Combine(folder.FullName, "flights.csv");
                Unpack(packed, path);
                rows.AddRange(Measure(context, CsvFile.Flights(path), peer));
            }

            var large = Path.Combine(folder.FullName, "large.csv");
            context.Output.WriteLine("writing 1 GB of CSV");
            HostTable.Write(large, long.MaxValue, 1_000_000_000);
            rows.AddRange(Measure(context, new CsvFile("1 GB", large, HostTable.Columns), peer));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return rows;
    }

    private static IEnumerable<BenchmarkRow> Measure(BenchmarkContext context, CsvFile file, PythonPeer? peer)
    {
        var ours = new List<double>();
        var theirs = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(context.Time(() => file.Read(new MLContext(1))));
            GC.Collect();
            if (peer is not null)
            {
                theirs.Add(peer.Ask(file.Request)[0]);
            }

            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{file.Name}: ours {file.Megabytes / ours[^1]:F0} MB/s, peer {(theirs.Count > 0 ? file.Megabytes / theirs[^1] : 0):F0} MB/s"));
        }

        yield return new BenchmarkRow(
            $"CSV into columns, {file.Name}", Unit, file.Megabytes / BenchmarkContext.Median(ours),
            theirs.Count > 0 ? file.Megabytes / BenchmarkContext.Median(theirs) : null, peer?.Name ?? "pandas is not installed", 2);
        var memory = HostChild.Run("csv", file.Request);
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{file.Name}: peak {memory[0] / 1e6:F0} MB, before reading {memory[1] / 1e6:F0} MB, columns {memory[2] / 1e6:F0} MB"));
        yield return new BenchmarkRow($"peak memory over columns, {file.Name}", "x", memory[0] / memory[2], null, "none", null)
        {
            LowerIsBetter = true,
            Floor = 1.5,
        };
        yield return new BenchmarkRow($"peak memory over columns, {file.Name}, less what the runtime held before", "x", (memory[0] - memory[1]) / memory[2], null, "none", null)
        {
            LowerIsBetter = true,
            Floor = 1.5,
        };
    }

    /// <summary>In a process of its own: the peak, the peak before reading, and what the columns hold when all else is let go.</summary>
    private static void MeasureMemory(BenchmarkContext context, string path)
    {
        var request = path.Split('\t');
        var file = Path.GetFileName(request[0]) == "flights.csv" ? CsvFile.Flights(request[0]) : new CsvFile("", request[0], HostTable.Columns);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peakBefore = HostChild.PeakMemory();
        var data = file.Read(new MLContext(1));
        var peak = HostChild.PeakMemory();
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(data);
        HostChild.Answer(context.Output, peak, peakBefore, held);
    }

    private static void Unpack(string packed, string path)
    {
        using var source = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        using var target = File.Create(path);
        source.CopyTo(target);
    }
}
