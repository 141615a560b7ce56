using System.Globalization;
using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Studies;

/// <summary>What every study store must hold to; each store's tests derive from it.</summary>
public abstract partial class StudyStoreContract
{
    private static readonly Sweeper s_band = Sweeper.Hyperband(new HyperbandOptions { MaxBudget = 9 });

    /// <summary>The store, opened again when asked again: what one handle wrote, the next one reads.</summary>
    protected abstract IStudyStore Open(TimeProvider? clock = null);

    [Fact]
    public void Find_UnknownName_IsNull() => Assert.Null(Open().Find("nobody"));

    [Fact]
    public void Create_SameNameTwice_Throws()
    {
        Open().Create(Record("a"));
        Assert.Contains("'a'", Assert.Throws<InvalidOperationException>(() => Open().Create(Record("a"))).Message);
        Assert.Null(Open().Find("A"));
    }

    [Fact]
    public void Find_AfterCreate_GivesTheSameBack()
    {
        var record = Record("séance \"1\"");
        Open().Create(record);
        var found = Open().Find(record.Name)!;
        Assert.Equal(record.Space.ToJson(), found.Space.ToJson());
        Assert.Equal(record with { Space = found.Space }, found);
    }

    [Fact]
    public void Load_UnknownStudy_Throws() =>
        Assert.Contains("'nobody'", Assert.Throws<InvalidOperationException>(() => Open().Load("nobody")).Message);

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    public void Load_AfterARun_GivesEveryTrialBack(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var study = new Study(TestSpaces.Mixed, s_band, Options(1));
            study.Run(r =>
            {
                r.Report(2, 0.1 + r.Trial.Id / 3.0);
                r.Report(1, double.PositiveInfinity);
                return r.Trial.Id == 4 ? throw new InvalidDataException("é") : TestSpaces.Loss(r.Configuration);
            });
            AssertSame(study.Trials, Open().Load("s"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Report_TheSameStepAgain_KeepsTheLater()
    {
        var study = new Study(TestSpaces.Mixed, s_band, Options(1));
        int id = study.Ask()!.Id;
        foreach (double value in new[] { 1.5, double.NaN, double.NegativeInfinity, 2.5 })
        {
            study.Report(id, 3, value);
        }

        study.Report(id, 1, double.NaN);
        Assert.Equal([new TrialReport(1, double.NaN), new TrialReport(3, 2.5)], Open().Load("s")[0].Reports);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(12)]
    public void Study_KilledAndOpenedAgain_EndsAsIfNothingHadHappened(int stop)
    {
        var clock = new ManualClock();
        var killed = new Study(TestSpaces.Mixed, s_band, Options(4, clock));
        killed.Run(r => TestSpaces.Loss(r.Configuration), new RunOptions { MaxTrials = stop });
        var lost = killed.Ask()!;

        clock.Advance(new StudyOptions().LeaseTime);
        var resumed = new Study(TestSpaces.Mixed, s_band, Options(4, clock));
        Assert.Equal(stop + 1, resumed.Trials.Count);
        var again = resumed.Ask()!;
        Assert.Equal((lost.Id, lost.Configuration, lost.Slot), (again.Id, again.Configuration, again.Slot));
        resumed.Tell(again.Id, TestSpaces.Loss(again.Configuration));
        resumed.Run(r => TestSpaces.Loss(r.Configuration));

        var whole = new Study(TestSpaces.Mixed, s_band, new StudyOptions { Seed = 4 });
        whole.Run(r => TestSpaces.Loss(r.Configuration));
        Assert.Equal(whole.Trials.Select(t => (t.Configuration, t.Slot, t.Value)), resumed.Trials.Select(t => (t.Configuration, t.Slot, t.Value)));
        Assert.Equal(whole.Best!.Id, resumed.Best!.Id);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(9)]
    public void Study_OfFewConfigurationsOpenedAgain_PromotesNobodyTwice(int stop)
    {
        // Five configurations for nine places: five, three and one trial.
        static double Loss(TrialRun run) => run.Trial.ConfigurationIndex;
        new Study(TestSpaces.Small, s_band, Options(4)).Run(Loss, new RunOptions { MaxTrials = stop });
        var resumed = new Study(TestSpaces.Small, s_band, Options(4));
        Assert.Equal(RunEnd.PlanFinished, resumed.Run(Loss));
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 2], resumed.Trials.Select(t => t.Rung));
        Assert.True(resumed.IsFinished);
    }

    [Fact]
    public void Study_CancelledAndOpenedAgain_HandsTheTrialOutAgain()
    {
        var study = new Study(TestSpaces.Mixed, s_band, Options(1));
        int id = study.Ask()!.Id;
        study.Release(id);
        Assert.Equal(TrialState.Waiting, Open().Load("s")[0].State);
        Assert.Equal(id, new Study(TestSpaces.Mixed, s_band, Options(1)).Ask()!.Id);
    }

    [Fact]
    public void Study_OpenedWithSomethingElse_NamesEveryDifference()
    {
        _ = new Study(TestSpaces.Mixed, s_band, Options(1));
        var error = Assert.Throws<InvalidOperationException>(() => new Study(TestSpaces.Small, Sweeper.Random(),
            new StudyOptions { Name = "s", Seed = 2, Store = Open(), Direction = ObjectiveDirection.Maximize }));
        Assert.All(["its space is", "its direction is Minimize", "its seed is 1", "its sweeper is hyperband"], part => Assert.Contains(part, error.Message));
    }

    [Fact]
    public void Studies_SideBySide_DoNotMix()
    {
        Parallel.For(0, 4, i =>
        {
            var study = new Study(TestSpaces.Mixed, s_band, new StudyOptions { Name = "s" + i, Seed = i, Store = Open() });
            study.Run(r => r.Trial.Id + i, new RunOptions { MaxConcurrency = 2 });
        });
        for (int i = 0; i < 4; i++)
        {
            var trials = Open().Load("s" + i);
            Assert.Equal(22, trials.Count);
            Assert.All(trials, t => Assert.Equal(t.Id + i, t.Value));
        }
    }

    protected StudyOptions Options(long seed, TimeProvider? clock = null) => new() { Name = "s", Seed = seed, Store = Open(clock) };

    private static StudyRecord Record(string name) => new()
    {
        Name = name,
        Space = TestSpaces.Mixed,
        Direction = ObjectiveDirection.Maximize,
        Seed = long.MaxValue - 2,
        Sweeper = "random(budget 1)",
    };

    private static void AssertSame(IReadOnlyList<Trial> expected, IReadOnlyList<Trial> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.Equal(e.Reports, a.Reports);
            Assert.Equal(e.Attributes, a.Attributes);
            // A store may keep times to the microsecond only.
            Assert.InRange((e.StartedAt - a.StartedAt).Duration().TotalMicroseconds, 0, 1);
            Assert.InRange((e.EndedAt! - a.EndedAt!).Value.Duration().TotalMicroseconds, 0, 1);
            Assert.Equal(e.Lease?.Owner, a.Lease?.Owner);
            Assert.Equal(e with { Reports = a.Reports, Attributes = a.Attributes, Lease = a.Lease, StartedAt = a.StartedAt, EndedAt = a.EndedAt }, a);
        }
    }
}
