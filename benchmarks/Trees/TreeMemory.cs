using System.Diagnostics;
using System.Text.Json;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>Peak memory of training, in a process of its own that runs <see cref="TreeMemorySuite"/>.</summary>
internal static class TreeMemory
{
    private const double Megabyte = 1 << 20;

    /// <summary>What <c>--part</c> chooses by.</summary>
    public static string PartName(int leaves) => FormattableString.Invariant($"memory, {leaves} leaves");

    /// <summary>Measures on the files a peer reads.</summary>
    public static BenchmarkRow Measure(BenchmarkContext context, string folder, TreeData data, int leaves)
    {
        var report = Path.Combine(folder, "memory.json");
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [.. Host(), TreeMemorySuite.SuiteName, "--data", folder, "--part", FormattableString.Invariant($"{data.Train.Features.Columns},{leaves}"), "--json", report])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        using var json = JsonDocument.Parse(File.ReadAllText(report));
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToDictionary(r => r.GetProperty("name").GetString()!, r => r.GetProperty("ours").GetDouble());
        var used = rows[TreeMemorySuite.Peak] - rows[TreeMemorySuite.Base];
        var cells = (double)data.Train.Rows * data.Train.Features.Columns;
        context.Output.WriteLine(FormattableString.Invariant($"{PartName(leaves)}: {used:0} MB above the runtime's {rows[TreeMemorySuite.Base]:0} MB"));
        return new BenchmarkRow($"higgs, {leaves} leaves, 2 threads: peak memory above the runtime's {rows[TreeMemorySuite.Base]:0} MB", "MB", used, null, "raw floats + bins + 30%", null)
        {
            LowerIsBetter = true,
            Floor = 1.3 * cells * (sizeof(float) + 1) / Megabyte,
        };
    }

    // Under `dotnet FILE` the process is the host, which must be told the file.
    private static string[] Host()
        => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(TreeMemory).Assembly.Location] : [];
}
