using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MLNetTuning.Benchmarks;

/// <summary>The rows of a suite with where and when they were measured.</summary>
internal sealed record BenchmarkReport(string Suite, string Date, string Cpu, int Cores, SortedDictionary<string, string> Versions, IReadOnlyList<BenchmarkRow> Rows)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Makes the report of rows measured now, here.</summary>
    public static BenchmarkReport Of(IBenchmarkSuite suite, BenchmarkContext context, IReadOnlyList<BenchmarkRow> rows)
    {
        context.Versions["dotnet"] = RuntimeInformation.FrameworkDescription;
        context.Versions["os"] = $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}";
        context.Versions["mlnettuning"] = typeof(BenchmarkReport).Assembly.GetName().Version?.ToString(3) ?? "unknown";
        var date = context.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new BenchmarkReport(suite.Name, date, CpuName(), Environment.ProcessorCount, context.Versions, rows);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json).ReplaceLineEndings("\n") + "\n";

    /// <summary>The rows as a Markdown table, with a line on machine and date.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Suite `{Suite}`, {Date}, {Cpu}, {Cores} cores");
        foreach (var (name, version) in Versions)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {name}: {version}");
        }

        text.Append(".\n\n| what | unit | ours | peer | peer is | ratio | target | met |\n| --- | --- | ---: | ---: | --- | ---: | ---: | --- |\n");
        foreach (var row in Rows)
        {
            var target = row.Floor is { } floor ? $"{(row.LowerIsBetter ? "at most" : "at least")} {Number(floor)}"
                : row.Target is { } ratio ? $"{Number(ratio)} x"
                : string.Empty;
            var met = row.Met switch
            {
                true => "yes",
                false => "no",
                null => string.Empty,
            };
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Unit} | {Number(row.Ours)} | {Number(row.Peer)} | {row.PeerName} | {Number(row.Ratio)} | {target} | {met} |\n");
        }

        return text.ToString();
    }

    private static string Number(double? value) => value switch
    {
        null => "none",
        >= 1000 => value.Value.ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.Value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("F3", CultureInfo.InvariantCulture),
    };

    private static string CpuName()
    {
        const string Information = "/proc/cpuinfo";
        if (File.Exists(Information))
        {
            var line = File.ReadLines(Information).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
            if (line is not null)
            {
                return line[(line.IndexOf(':') + 1)..].Trim();
            }
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
