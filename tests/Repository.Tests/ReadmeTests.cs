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

    [Theory]
    [InlineData("networks")]
    [InlineData("telco")]
    public void Tables_AreTheCommittedResults(string suite)
    {
        var table = Repository.Read($"benchmarks/results/{suite}.md").Split('\n').Where(l => l.StartsWith('|')).ToArray();
        Assert.True(table.Length > 2, $"benchmarks/results/{suite}.md has no rows.");
        Assert.All(table, row => Assert.Contains(row, _lines));
    }

    [Fact]
    public void Tables_OfThePages_AreTheCommittedResults()
    {
        var results = Directory.EnumerateFiles(Path.Combine(Repository.Root, "benchmarks", "results"), "*.md").SelectMany(File.ReadAllLines).ToHashSet();
        foreach (var page in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"))
        {
            var lines = File.ReadAllLines(page);
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].StartsWith("| what | unit | ours |", StringComparison.Ordinal))
                {
                    Assert.All(lines[i..].TakeWhile(line => line.StartsWith('|')).Append(lines[i - 2]), line => Assert.Contains(line, results));
                }
            }
        }
    }

    [Theory]
    [InlineData("networks")]
    [InlineData("telco")]
    public void Results_NameCpuDateAndVersions(string suite)
    {
        using var json = JsonDocument.Parse(Repository.Read($"benchmarks/results/{suite}.json"));
        Assert.NotEqual(string.Empty, json.RootElement.GetProperty("cpu").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", json.RootElement.GetProperty("date").GetString());
        Assert.NotEmpty(json.RootElement.GetProperty("versions").EnumerateObject());
    }
}
