using System.Text.Json;

namespace MLNetTuning.Repository.Tests;

public class ReadmeTests
{
    private static readonly string[] _lines = Repository.Read("README.md").Split('\n');

    [Fact]
    public void FirstScreen_HasBothCommandsAndACompleteExample_BeforeLine40()
    {
        var screen = string.Join('\n', _lines.Take(40));
        Assert.Contains("dotnet run -c Release --project examples/TelcoChurn", screen);
        Assert.Contains("dotnet test -c Release", screen);
        var start = Array.FindIndex(_lines, l => l.StartsWith("```csharp", StringComparison.Ordinal));
        var end = Array.FindIndex(_lines, start + 1, l => l.StartsWith("```", StringComparison.Ordinal));
        Assert.InRange(start, 0, 39);
        Assert.InRange(end, start + 10, 39);
    }

    [Fact]
    public void Example_IsTheSourceOfACompiledProgram()
    {
        var start = Array.FindIndex(_lines, l => l.StartsWith("```csharp", StringComparison.Ordinal)) + 1;
        var end = Array.FindIndex(_lines, start, l => l.StartsWith("```", StringComparison.Ordinal));
        var snippet = string.Join('\n', _lines[start..end]);
        Assert.Equal(snippet.Trim(), Repository.Read("examples/ReadmeExample/Program.cs").Trim());
    }

    [Fact]
    public void NetworksTable_IsMadeFromTheCommittedResults()
    {
        using var json = JsonDocument.Parse(Repository.Read("benchmarks/results/networks.json"));
        var readme = string.Join('\n', _lines);
        foreach (var row in json.RootElement.GetProperty("rows").EnumerateArray())
        {
            var name = row.GetProperty("name").GetString()!;
            var line = _lines.SingleOrDefault(l => l.Contains($"| {name} |", StringComparison.Ordinal));
            Assert.True(line is not null, $"README has no row '{name}'.");
            var ratio = row.GetProperty("ratio");
            if (ratio.ValueKind == JsonValueKind.Number)
            {
                Assert.Contains(ratio.GetDouble().ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + " x", line);
            }
        }

        Assert.Contains(json.RootElement.GetProperty("cpu").GetString()!, readme);
    }
}
