using System.Globalization;
using System.Text;
using MLNetTuning.Experiments.Sweeping;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tests.Sweeping;

public sealed class SweeperSearchTests
{
    private const int Portfolio = 6;

    public static TheoryData<string, PredictionTask> EverySweeperAndTask()
    {
        var data = new TheoryData<string, PredictionTask>();
        foreach (var name in ExperimentSweepers.Names)
        {
            foreach (var task in Enum.GetValues<PredictionTask>())
            {
                data.Add(name, task);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EverySweeperAndTask))]
    public void Run_EverySweeper_HonoursTheTrialLimitAndRepeatsItself(string name, PredictionTask task)
    {
        var settings = Settings(name, trials: 14) with { Task = task };
        var (one, two) = (ShortRun.Of(Table(task), settings), ShortRun.Of(Table(task), settings));
        Assert.Equal(14, one.Trials.Count);
        Assert.All(one.Trials, trial => Assert.Null(trial.Error));
        Assert.Equal(one.Trials.Select(trial => (trial.Parameters, trial.Score)), two.Trials.Select(trial => (trial.Parameters, trial.Score)));
        Assert.Equal(one.ValidationPredictions.Values, two.ValidationPredictions.Values);
        Assert.Contains(one.Trials.Skip(Portfolio), trial => double.IsFinite(trial.Score) || trial.WasGivenUp);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("tpe")]
    [InlineData("grid")]
    public void Run_WholeConfigurations_AreNeverTheSameTwice(string name)
    {
        var result = ShortRun.Of(Table(PredictionTask.Binary), Settings(name, trials: 30));
        var trials = result.Details.Sweep!.Steps;
        Assert.InRange(trials.Count, 24, 30);
        Assert.Equal(trials.Count, trials.Select(trial => trial.Point).Distinct().Count());
    }

    [Fact]
    public void Run_Hyperband_PromotesTheBestOfARungAndEndsWithWholeModels()
    {
        var store = new MemoryStudyStore();
        var result = ShortRun.Of(Table(PredictionTask.Binary), Settings("hyperband", trials: 40) with { StudyStore = store });
        var trials = result.Details.Sweep!.Steps.Where(trial => !trial.IsAdopted).ToArray();
        Assert.Equal(34, trials.Length);
        var promoted = trials.Where(trial => trial.Parent is not null).ToArray();
        Assert.NotEmpty(promoted);
        Assert.All(promoted, trial => Assert.Equal(result.Details.Sweep.Steps[trial.Parent!.Value].Point, trial.Point));
        Assert.Contains(trials, trial => trial.Share == 1 && trial.Value is not null);
        Assert.Contains(result.Leaderboard, trial => trial.Id >= Portfolio);
    }

    [Fact]
    public void Run_ThePortfolio_IsWhatTheSamplerStartsFrom()
    {
        var result = ShortRun.Of(Table(PredictionTask.Binary), Settings("tpe", trials: 10));
        var foreign = result.Details.Sweep!.Steps.Where(trial => trial.IsAdopted).ToArray();
        Assert.Contains(foreign, trial => trial.Family == "Boosting");
        Assert.All(foreign, trial => Assert.Equal(TrialState.Completed, trial.State));
    }

    [Fact]
    public void Run_AStudyThatIsThere_GoesOn()
    {
        var store = new MemoryStudyStore();
        var text = Table(PredictionTask.Regression);
        var first = ShortRun.Of(text, Settings("random", trials: 10) with { StudyStore = store }).Details.Sweep!.Steps;
        var again = ShortRun.Of(text, Settings("random", trials: 14) with { StudyStore = store }).Details.Sweep!.Steps;
        Assert.True(again.Count > first.Count);
        Assert.Equal(first.Select(trial => (trial.Point, trial.Value)), again.Take(first.Count).Select(trial => (trial.Point, trial.Value)));
        Assert.Equal(again.Count, again.Select(trial => trial.Point).Distinct().Count());
    }

    [Fact]
    public void Run_InParallel_FindsTheSameModelsOfHyperband()
    {
        var settings = Settings("hyperband", trials: 24);
        var (one, two) = (ShortRun.Of(Table(PredictionTask.Multiclass), settings with { MaxConcurrency = 1 }), ShortRun.Of(Table(PredictionTask.Multiclass), settings with { MaxConcurrency = 3 }));
        Assert.Equal(one.Trials.Select(trial => (trial.Parameters, trial.Score)), two.Trials.Select(trial => (trial.Parameters, trial.Score)));
    }

    [Fact]
    public void Run_AStoppingRule_EndsHopelessConfigurationsEarly()
    {
        var sweeper = Sweeper.Random(new RandomOptions { Budget = 15, StratifyBy = ExperimentSweepers.Root }).WithStopping(StoppingRule.Median());
        var result = ShortRun.Of(Table(PredictionTask.Binary), Settings("random", trials: 30) with { Sweeper = sweeper });
        var trials = result.Details.Sweep!.Steps;
        Assert.Equal(30, result.Trials.Count);
        Assert.Contains(trials, trial => trial.State == TrialState.Stopped);
        Assert.All(trials.Where(trial => trial.State == TrialState.Stopped), trial => Assert.Contains((int)Math.Round(15 * trial.StoppedAt!.Value), new[] { 1, 3, 7 }));
    }

    [Fact]
    public void Run_Networks_GoOnFromTheirRung()
    {
        var settings = Settings("hyperband", trials: 12) with
        {
            Families = ExperimentFamilies.Networks,
            Sweeper = Sweeper.SuccessiveHalving(new SuccessiveHalvingOptions { Configurations = 3, Rungs = RungLadders.CosLog4(15) }),
        };
        var result = ShortRun.Of(Table(PredictionTask.Binary, 60), settings with { MaxTrials = 9 });
        var whole = result.Trials.Single(trial => trial.Id >= 3 && double.IsFinite(trial.Score));
        Assert.Contains("epochs=60", whole.Parameters, StringComparison.Ordinal);
        Assert.Equal([1, 3, 7, 15], result.Details.Sweep!.Steps.Where(trial => !trial.IsAdopted).Select(trial => (int)Math.Round(15 * trial.Share)).Distinct());
    }

    [Fact]
    public void Run_APopulation_IsFittedAnewWhereItsSettingsChange()
    {
        var sweeper = Sweeper.PopulationBased(new PopulationOptions { Population = 4, Generations = 3, Interval = 5 });
        var result = ShortRun.Of(Table(PredictionTask.Binary), Settings("random", trials: Portfolio + 12) with { Sweeper = sweeper });
        Assert.Equal(12, result.Details.Sweep!.Steps.Count(trial => !trial.IsAdopted && trial.State == TrialState.Completed));
    }

    [Fact]
    public void Run_APlanThatEnds_LeavesTheRestToTheBuiltInMoves()
    {
        var sweeper = Sweeper.Random(new RandomOptions { MaxTrials = 2 });
        var result = ShortRun.Of(Table(PredictionTask.Binary), Settings("random", trials: Portfolio + 5) with { Sweeper = sweeper });
        Assert.Equal(Portfolio + 5, result.Trials.Count);
        Assert.Equal(2, result.Details.Sweep!.Steps.Count(trial => !trial.IsAdopted));
    }

    [Fact]
    public void Run_ASweeperThatDoesNotFitTheSpace_SaysSo()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            ShortRun.Of(Table(PredictionTask.Binary), Settings("random", 8) with { Sweeper = Sweeper.Hyperband(new HyperbandOptions { PromoteBestOfEach = "trainer" }) }));
        Assert.Contains("family", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_AnUnknownName_ListsTheNames()
    {
        var error = Assert.Throws<ArgumentException>(() => ExperimentSweepers.Named("annealing"));
        Assert.Contains("coarse-to-fine", error.Message, StringComparison.Ordinal);
    }

    private static ExperimentSettings Settings(string sweeper, int trials) => ShortRun.Quick("y", trials) with
    {
        Folds = 2,
        Ensemble = ExperimentEnsemble.Average,
        Sweeper = ExperimentSweepers.Named(sweeper, Math.Max(1, trials - Portfolio)),
    };

    private static string Table(PredictionTask task, int rows = 100)
    {
        var random = new Random(5);
        var text = new StringBuilder("a,b,c,y\n");
        for (var i = 0; i < rows; i++)
        {
            var (a, b, c) = (random.NextDouble(), random.NextDouble(), random.Next(4));
            var value = a + (b * c) - 1 + (0.3 * random.NextDouble());
            var label = task switch
            {
                PredictionTask.Binary => value > 0.2 ? "yes" : "no",
                PredictionTask.Multiclass => value > 0.8 ? "high" : value > -0.2 ? "mid" : "low",
                _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
            };
            text.Append(CultureInfo.InvariantCulture, $"{a:0.0000},{b:0.0000},k{c},{label}\n");
        }

        return text.ToString();
    }
}
