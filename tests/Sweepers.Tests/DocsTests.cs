using System.Runtime.CompilerServices;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests;

/// <summary>The example of docs/sweepers.md, compiled and run as it stands there.</summary>
public class DocsTests
{
    [Fact]
    public void Example_OfThePage_FindsANetwork()
    {
        // example
        var space = new SearchSpace(
            new ChoiceParameter("trainer", "network", "trees"),
            new FloatParameter("rate", 1e-4, 1e-1, Scale.Log) { Condition = Condition.On("trainer", "network") },
            new FloatParameter("beta2", 0.9, 0.9999, Scale.ReverseLog) { Condition = Condition.On("trainer", "network") },
            new IntParameter("leaves", 4, 128, Scale.Log) { Condition = Condition.On("trainer", "trees") });

        var sweeper = Sweeper.Hyperband(new HyperbandOptions { MaxBudget = 27, StratifyBy = "trainer" });
        var study = new Study(space, sweeper, new StudyOptions { Name = "churn", Seed = 1 });

        study.Run(run => Train(run.Configuration, epochs: (int)run.Trial.Budget), new RunOptions { MaxConcurrency = 2 });

        Console.WriteLine($"{study.Trials.Count} of {study.PlannedTrials} trials, best {study.Best!.Value}: {study.Best.Configuration}");
        // end

        Assert.Equal("network", study.Best.Configuration.GetString("trainer"));
    }

    [Fact]
    public void Example_OfThePage_IsTheOneCompiledHere()
    {
        string source = File.ReadAllText(Here());
        string compiled = Between(source, "// example\n", "        // end\n").Replace("\n        ", "\n").Trim();
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "sweepers.md"));
        Assert.Equal(compiled, Between(page, "```csharp\n", "```\n").Trim());
    }

    private static double Train(Configuration c, int epochs) => c.GetString("trainer") == "network"
        ? Math.Abs(Math.Log10(c.GetDouble("rate")) + 3) + 1.0 / epochs
        : 2 + 1.0 / epochs;

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
