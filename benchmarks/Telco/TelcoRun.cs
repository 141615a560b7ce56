using System.Diagnostics;
using System.Globalization;

namespace MLNetTuning.Benchmarks.Telco;

/// <summary>One run of the example as a process of its own.</summary>
internal sealed record TelcoRun(string LogisticLine, string SingleLine, string EnsembleLine, double Seconds, double PeakMegabytes)
{
    internal static TelcoRun Start(int seed)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", "--project", Path.Combine(RepositoryRoot(), "examples", "TelcoChurn"), "--", "--seed", seed.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["MLNETTUNING_EXAMPLE_USAGE"] = "1";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The example ended with exit code {process.ExitCode}: {string.Join('\n', lines.TakeLast(5))}");
        }

        string Line(string prefix) => lines.Last(l => l.StartsWith(prefix, StringComparison.Ordinal));
        return new TelcoRun(Line("logistic"), Line("best single"), Line("test:"), watch.Elapsed.TotalSeconds, Field(Line("usage:"), "peak_mb"));
    }

    internal double Ensemble(string field) => Field(EnsembleLine, field);

    internal double Logistic(string field) => Field(LogisticLine, field);

    private static double Field(string line, string name)
    {
        var value = line.Split(' ').Single(w => w.StartsWith(name + "=", StringComparison.Ordinal));
        return double.Parse(value[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MLNetTuning.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Run the benchmarks inside a checkout of the repository.");
    }
}
