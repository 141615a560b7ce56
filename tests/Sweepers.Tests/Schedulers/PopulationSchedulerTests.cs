using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

public class PopulationSchedulerTests : SchedulerContract
{
    private static readonly SearchSpace _rates = new(new FloatParameter("rate", 1e-4, 1, Scale.Log), new IntParameter("width", 8, 64));

    protected override IScheduler Create() => new PopulationScheduler(new PopulationOptions { Population = 8, Generations = 5, Interval = 3 }, new SchedulerContext(_rates, ObjectiveDirection.Minimize, 1));

    [Fact]
    public void Generations_TheWorstQuarter_GoesOnFromTheBestWithOtherSettings()
    {
        var study = Study();
        study.Run(run => Math.Abs(Math.Log10(run.Configuration.GetDouble("rate")) + 2));
        for (int generation = 1; generation < 4; generation++)
        {
            var before = study.Trials.Where(t => t.Rung == generation - 1).OrderBy(t => t.Value).ThenBy(t => t.ConfigurationIndex).ToList();
            var now = study.Trials.Where(t => t.Rung == generation).ToList();
            Assert.Equal(8, now.Count);
            var goOn = before.SkipLast(2).Select(t => t.Id).ToHashSet();
            var best = before.Take(2).Select(t => t.Id).ToHashSet();
            var copies = now.Where(t => t.ConfigurationIndex != study.Get(t.ParentId!.Value).ConfigurationIndex).ToList();
            Assert.Equal(2, copies.Count);
            Assert.All(copies, t => Assert.Contains(t.ParentId!.Value, best));
            Assert.All(now.Except(copies), t => Assert.Equal(study.Get(t.ParentId!.Value).Configuration, t.Configuration));
            Assert.Equal(goOn.Order(), now.Except(copies).Select(t => t.ParentId!.Value).Order());
        }

        Assert.Equal(study.Trials.Where(t => t.Rung == 0).Count() + 6, study.Trials.Select(t => t.ConfigurationIndex).Distinct().Count());
        Assert.All(study.Trials, t => Assert.Equal((3 * (t.Rung + 1), 12), (t.Budget, t.Horizon)));
    }

    [Fact]
    public void Study_OverGenerations_FindsBetterSettingsThanItDrew()
    {
        var study = Study(population: 16, generations: 20);
        study.Run(run => Math.Abs(Math.Log10(run.Configuration.GetDouble("rate")) + 2));
        double drawn = study.Trials.Where(t => t.Rung == 0).Min(t => t.Value!.Value);
        Assert.True(study.Best!.Value < drawn / 2, $"{study.Best.Value} against {drawn}");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Study_AtAnyConcurrency_TriesTheSame(int concurrency)
    {
        static string Tried(int concurrency)
        {
            var study = Study();
            study.Run(run => run.Configuration.GetDouble("rate"), new RunOptions { MaxConcurrency = concurrency });
            return string.Join('\n', study.Trials.Select(t => $"{t.Id} {t.ParentId} {t.ConfigurationIndex} {t.Configuration}"));
        }

        Assert.Equal(Tried(1), Tried(concurrency));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(13)]
    [InlineData(24)]
    public void Study_ReadBack_GoesOnAsIfItHadNotStopped(int stopAfter)
    {
        static string Tried(Study study) => string.Join('\n', study.Trials.Select(t => $"{t.Id} {t.ParentId} {t.ConfigurationIndex} {t.Configuration}"));
        static double Loss(TrialRun run) => run.Configuration.GetDouble("rate");
        var whole = Study();
        whole.Run(Loss);
        var store = new MemoryStudyStore();
        Study(store).Run(Loss, new RunOptions { MaxTrials = stopAfter });
        var second = Study(store);
        second.Run(Loss);
        Assert.Equal(Tried(whole), Tried(second));
    }

    [Fact]
    public void Changing_SomeParameters_LeavesTheOthers()
    {
        var study = new Study(_rates, Sweeper.PopulationBased(new PopulationOptions { Population = 8, Generations = 6, Changing = ["rate"] }));
        study.Run(run => run.Configuration.GetDouble("rate"));
        var copies = study.Trials.Where(t => t.ParentId is int p && !study.Get(p).Configuration.Equals(t.Configuration)).ToList();
        Assert.NotEmpty(copies);
        Assert.All(copies, t => Assert.Equal(study.Get(t.ParentId!.Value).Configuration["width"], t.Configuration["width"]));
    }

    [Fact]
    public void Changing_AnUnknownParameter_Throws()
    {
        var sweeper = Sweeper.PopulationBased(new PopulationOptions { Changing = ["speed"] });
        Assert.Equal("Changing names 'speed', which the space does not have. Allowed: 'rate', 'width'.", Assert.Throws<ArgumentException>(() => new Study(_rates, sweeper)).Message);
    }

    [Fact]
    public void Explore_EveryKindOfParameter_StaysInItsSpaceAndMoves()
    {
        var explorer = new Explorer(TestSpaces.Mixed, new PopulationOptions { ResampleShare = 0 });
        for (int i = 0; i < 300; i++)
        {
            var random = new SeededRandom(3, i);
            var from = TestSpaces.Mixed.FromUnit([.. TestSpaces.Mixed.Parameters.Select(_ => random.NextDouble())]);
            var to = explorer.Explore(from, random);
            Assert.Empty(TestSpaces.Mixed.Violations(to));
            Assert.Equal(from["trainer"], to["trainer"]);
            if (from.TryGet("rate", out var rate))
            {
                Assert.Contains(to.GetDouble("rate"), [Math.Clamp(rate.ToDouble() * 1.2, 1e-4, 1e-1), Math.Clamp(rate.ToDouble() * 0.8, 1e-4, 1e-1)], new Near());
                Assert.InRange((1 - to.GetDouble("beta")) / (1 - from.GetDouble("beta")), 0.79, 1.21);
            }
        }
    }

    [Fact]
    public void Explore_ResampleAlways_DrawsAnew()
    {
        var explorer = new Explorer(_rates, new PopulationOptions { ResampleShare = 1 });
        var from = Configuration.Of(("rate", 0.01), ("width", 8));
        var drawn = Enumerable.Range(0, 50).Select(i => explorer.Explore(from, new SeededRandom(1, i)).GetDouble("rate")).ToList();
        Assert.True(drawn.Max() > 0.1 && drawn.Min() < 0.001);
    }

    [Fact]
    public void Failures_AreReplacedByCopies_AndAllFailedEndsThePlan()
    {
        var trials = Play(Create(), (t, _) => t.Rung == 0 && t.Id < 6 ? null : t.Id);
        Assert.Equal(40, trials.Count);
        Assert.All(trials.Where(t => t.Rung == 1), t => Assert.InRange(t.ParentId!.Value, 6, 7));
        Assert.Equal(8, Play(Create(), (_, _) => null).Count);
    }

    [Fact]
    public void Options_Wrong_AreAllNamed()
    {
        var bad = new PopulationOptions { Population = 1, Generations = 0, Interval = 0, Truncation = 0.6, ResampleShare = 2, Perturbation = 1 };
        var error = Assert.Throws<ArgumentException>(() => Sweeper.PopulationBased(bad));
        Assert.StartsWith("PopulationOptions has 6 errors:", error.Message);
    }

    private static Study Study(int population = 8, int generations = 4) =>
        new(_rates, Sweeper.PopulationBased(new PopulationOptions { Population = population, Generations = generations, Interval = 3 }), new StudyOptions { Seed = 5 });

    private static Study Study(IStudyStore store) =>
        new(_rates, Sweeper.PopulationBased(new PopulationOptions { Population = 8, Generations = 4, Interval = 3 }), new StudyOptions { Seed = 5, Store = store });

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= 1e-9;

        public int GetHashCode(double value) => 0;
    }
}
