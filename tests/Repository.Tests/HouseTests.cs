using System.Text.RegularExpressions;

namespace MLNetTuning.Repository.Tests;

/// <summary>Rules of the house that a compiler does not check.</summary>
public partial class HouseTests
{
    public static TheoryData<string, string[]> Forbidden => new()
    {
        { "src/Sweepers", ["Microsoft.ML", "Microsoft.Data.Sqlite", "MLNetTuning.Trainers", "MLNetTuning.Estimators", "MLNetTuning.Experiments"] },
        { "src/Sweepers.Storage", ["Microsoft.ML", "MLNetTuning.Trainers", "MLNetTuning.Estimators", "MLNetTuning.Experiments"] },
        { "src/Trainers", ["Microsoft.ML", "MLNetTuning.Sweepers", "MLNetTuning.Estimators", "MLNetTuning.Experiments"] },
        { "src/Trainers.TorchSharp", ["Microsoft.ML", "MLNetTuning.Sweepers", "MLNetTuning.Estimators", "MLNetTuning.Experiments"] },
        { "src/Estimators", ["MLNetTuning.Sweepers", "MLNetTuning.Experiments", "MLNetTuning.Cli"] },
        { "src/Experiments", ["MLNetTuning.Cli"] },
        { "embedded/Microsoft.ML", ["MLNetTuning.Sweepers", "MLNetTuning.Estimators", "MLNetTuning.Experiments"] },
        { "embedded/Microsoft.ML.AutoML", ["MLNetTuning.Estimators", "MLNetTuning.Experiments"] },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Arrows_PointOneWay(string room, string[] forbidden)
    {
        foreach (var file in Repository.Sources(room))
        {
            foreach (Match match in Usings().Matches(File.ReadAllText(file)))
            {
                Assert.DoesNotContain(forbidden, f => match.Groups[1].Value == f || match.Groups[1].Value.StartsWith(f + ".", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void HostSwitch_LivesInOneFile()
    {
        var conditional = Repository.Sources("src", "embedded", "examples", "benchmarks")
            .Where(f => HostCondition().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("src/Trainers.TorchSharp/", StringComparison.Ordinal))
            .ToArray();
        Assert.True(conditional.Length <= 1, "Host conditions outside one file: " + string.Join(", ", conditional));
    }

    [Fact]
    public void Projects_AreAllInTheSolution()
    {
        var solution = Repository.Read("MLNetTuning.sln").Replace('\\', '/');
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("artifacts/", StringComparison.Ordinal));
        Assert.All(projects, p => Assert.Contains(p, solution));
    }

    [Fact]
    public void PackageVersions_AreCentralAndExact()
    {
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories);
        Assert.All(projects, p => Assert.DoesNotMatch("<PackageReference[^>]* Version=", File.ReadAllText(p)));
        Assert.DoesNotMatch("Version=\"[^\"]*[*,\\[]", Repository.Read("Directory.Packages.props"));
    }

    [Fact]
    public void Tests_AreNeverSkipped()
    {
        Assert.All(Repository.Sources("tests"), f => Assert.DoesNotContain("Skip" + " =", File.ReadAllText(f)));
    }

    [Fact]
    public void Rooms_HaveAPageEach()
    {
        string[] pages = ["sweepers", "sweepers-storage", "trainers", "boosting", "linear", "estimators", "experiments", "cli", "embedded"];
        Assert.All(pages, p => Assert.True(File.Exists(Path.Combine(Repository.Root, "docs", p + ".md")), $"docs/{p}.md is missing."));
    }

    [GeneratedRegex(@"^using ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"^\s*#if .*(MLHOST|TORCH)", RegexOptions.Multiline)]
    private static partial Regex HostCondition();
}
