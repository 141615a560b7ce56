using System.Runtime.CompilerServices;
using MLNetTuning.Sweepers.Importance;
using MLNetTuning.Sweepers.Reports;
using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Spaces.Attributes;
using MLNetTuning.Sweepers.Spaces.Builders;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Sweepers.Tests.Tracking;
using MLNetTuning.Sweepers.Tiers;
using MLNetTuning.Sweepers.Tracking;

namespace MLNetTuning.Sweepers.Tests;

/// <summary>The examples of docs/search-spaces.md and docs/study-reports.md, compiled and run as they stand there.</summary>
public class DocsPagesTests
{
    [Theory]
    [InlineData("search-spaces")]
    [InlineData("study-reports")]
    public void Examples_OfThePage_AreThoseCompiledHere(string page)
    {
        string source = Plain(File.ReadAllText(Here()));
        string[] blocks = [.. File.ReadAllText(Page(page)).Split("```csharp\n").Skip(1).Select(b => b[..b.IndexOf("```", StringComparison.Ordinal)])];
        Assert.NotEmpty(blocks);
        Assert.All(blocks, b => Assert.Contains(Plain(b), source, StringComparison.Ordinal));
    }

    [Fact]
    public void Space_InCode_HasWhatThePageSays()
    {
        var space = new SearchSpace(
            new ChoiceParameter("optimizer", "adam", "sgd"),
            new FloatParameter("rate", 1e-4, 1e-1, Scale.Log),
            new FloatParameter("momentum", 0.5, 0.99, Scale.ReverseLog) { Condition = Condition.On("optimizer", "sgd") },
            new IntParameter("width", 32, 512, Scale.Log) { StepFactor = 2, LowCost = 32 },
            new IntParameter("layers", 1, 4) { Default = 2 },
            new FloatParameter("dropout", 0, 0.5) { Step = 0.05, Condition = Condition.On("layers", 2, 3, 4) })
            .Where("width * layers <= 1024")
            .Where("a wide net needs a small rate", c => c.GetInt32("width") < 512 || c.GetDouble("rate") < 0.01, "width", "rate");

        Assert.Equal(32L, space.LowCost["width"]);
        Assert.True(space.IsFeasible(space.Default));
    }

    [Fact]
    public void Space_ByAttributes_IsSearched()
    {
        var options = new OptionsSpace<NetworkOptions>();
        Assert.Equal(["Units", "Activation", "Optimizer.Kind", "Optimizer.Rate", "Optimizer.Momentum"], options.Space.Parameters.Select(p => p.Name));
        Assert.Equal(128, options.Create(options.Space.Default).Units);
    }

    [Fact]
    public void Space_DefineByRun_IsSearched()
    {
        var built = new BuilderSpace<string>(trial =>
        {
            string net = "in";
            int layers = trial.Int("layers", 1, 3);
            for (int i = 1; i <= layers; i++)
            {
                net += "-" + trial.Int($"units{i}", 32, 512, step: 32);
            }

            return trial.Choice("optimizer", "adam", "sgd") == "sgd" ? $"{net} sgd({trial.Float("momentum", 0.5, 0.99, Scale.ReverseLog):0.00})" : net + " adam";
        });
        var study = new Study(built.Space, Sweeper.Tpe(new TpeOptions { MaxTrials = 30 }));
        study.Run(run => built.Build(run.Configuration).Length);

        Assert.Equal(30, study.Trials.Count);
        Assert.Equal("layers in {3}", built.Space["units3"].Condition!.ToString());
    }

    [Fact]
    public void Space_OfThePagesJson_IsRead()
    {
        string page = File.ReadAllText(Page("search-spaces"));
        string json = page.Split("```json\n")[1].Split("```")[0];
        Assert.Equal(["optimizer", "rate", "width", "share", "nesterov"], SearchSpace.FromJson(json).Parameters.Select(p => p.Name));
    }

    [Fact]
    public void Study_WithReports_RunsAsOnThePage()
    {
        using var temporary = new TemporaryFolder();
        string folder = temporary.Path;
        var space = new SearchSpace(new FloatParameter("rate", 1e-4, 1, Scale.Log), new IntParameter("width", 16, 256), new IntParameter("depth", 1, 4));

        using var tracker = new StudyTracker(new JsonLinesTracker(folder), new TensorBoardTracker(folder));
        var study = new Study(space, Sweeper.Tiers(new TierOptions { TrialsPerTier = 20 }), new StudyOptions { Name = "churn", Listeners = [tracker] });
        study.Run(run => run.SetFolds([.. Enumerable.Range(0, 5).Select(fold => Train(run.Configuration, fold))]));

        var importance = ImportanceReport.Of(study);
        Console.WriteLine($"{importance.Singles[0]}, {importance.Pairs[0]}");
        string csv = TrialTable.Of(study).ToCsv();

        Assert.Equal("rate", importance.Singles[0].Names[0]);
        Assert.Equal(study.Trials.Count + 1, csv.Count(c => c == '\n'));
        Assert.Equal(study.Trials.Count, Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Defaults_OfReports_ArePinned()
    {
        var i = new ImportanceOptions();
        Assert.Equal((64, 1, 5, null, false, 0L), (i.Trees, i.MinLeafTrials, i.PairsAmong, i.Budget, i.Ranks, i.Seed));
        var t = new TierOptions();
        Assert.Equal((15, 1.0, null, 3), (t.TrialsPerTier, t.Budget, t.Sampling, t.Tiers.Count));
    }

    private static double Train(Configuration c, int fold) => Math.Abs(Math.Log10(c.GetDouble("rate")) + 2) + c.GetInt32("width") / 500.0 + fold / 10.0;

    // Indentation differs between a page and a source file.
    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));

    private static string Page(string name) => Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", name + ".md");

    private static string Here([CallerFilePath] string path = "") => path;

    [Constraint("Units * Optimizer.Rate < 10")]
    public sealed class NetworkOptions
    {
        [IntRange(32, 512, Scale = Scale.Log, StepFactor = 2, LowCost = 32)]
        public int Units { get; set; } = 128;

        [Choice("relu", "silu", "mish")]
        public string Activation { get; set; } = "silu";

        [Nested]
        public OptimizerOptions Optimizer { get; set; } = new();
    }

    public sealed class OptimizerOptions
    {
        [Choice("adam", "sgd")]
        public string Kind { get; set; } = "adam";

        [FloatRange(1e-4, 1e-1, Scale = Scale.Log)]
        public double Rate { get; set; } = 0.003;

        [FloatRange(0.5, 0.99, Scale = Scale.ReverseLog)]
        [ActiveWhen(nameof(Kind), "sgd")]
        public double Momentum { get; set; } = 0.9;
    }
}
