using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Studies;

public class StudyTests
{
    private static Sweeper Band => Sweeper.Hyperband(new HyperbandOptions { MaxBudget = 9 });

    [Fact]
    public void Run_Hyperband_PromotesTheBestOfARungOnly()
    {
        var study = new Study(TestSpaces.Mixed, Band, new StudyOptions { Seed = 3 });
        Assert.Equal(RunEnd.PlanFinished, study.Run(run => TestSpaces.Loss(run.Configuration)));
        Assert.Equal(study.PlannedTrials, study.Trials.Count);
        var first = study.Trials.Where(t => t.Bracket == 0 && t.Rung == 0).OrderBy(t => t.Value).ToList();
        var second = study.Trials.Where(t => t.Bracket == 0 && t.Rung == 1).ToList();
        Assert.Equal(9, first.Count);
        Assert.Equal(first.Take(3).Select(t => t.Id).Order(), second.Select(t => t.ParentId!.Value).Order());
        Assert.All(second, t => Assert.Equal(study.Get(t.ParentId!.Value).Configuration, t.Configuration));
        Assert.All(second, t => Assert.Equal(study.Get(t.ParentId!.Value).ConfigurationIndex, t.ConfigurationIndex));
        Assert.All(study.Trials, t => Assert.Equal(9, t.Horizon));
        Assert.Equal(study.Trials.Min(t => t.Value), study.Best!.Value);
    }

    [Fact]
    public void Constructor_AnotherWorkerStartsTheStudyFirst_OpensThatOne()
    {
        static StudyOptions Options(IStudyStore store, long seed) => new() { Name = "s", Seed = seed, Store = store };
        var store = new CountingStore { BeforeCreate = inner => new Study(TestSpaces.Mixed, Band, Options(inner, 3)).Ask() };
        Assert.Single(new Study(TestSpaces.Mixed, Band, Options(store, 3)).Trials);

        var other = new CountingStore { BeforeCreate = inner => new Study(TestSpaces.Mixed, Band, Options(inner, 4)) };
        Assert.Contains("its seed is 4", Assert.Throws<InvalidOperationException>(() => new Study(TestSpaces.Mixed, Band, Options(other, 3))).Message);
    }

    [Fact]
    public void Run_Maximize_PromotesTheLargest()
    {
        var study = new Study(TestSpaces.Mixed, Band, new StudyOptions { Direction = ObjectiveDirection.Maximize });
        study.Run(run => TestSpaces.Loss(run.Configuration));
        var first = study.Trials.Where(t => t.Bracket == 0 && t.Rung == 0).OrderByDescending(t => t.Value).ToList();
        Assert.Equal(first.Take(3).Select(t => t.Id).Order(), study.Trials.Where(t => t.Bracket == 0 && t.Rung == 1).Select(t => t.ParentId!.Value).Order());
        Assert.Equal(study.Trials.Max(t => t.Value), study.Best!.Value);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Tell_NotFinite_FailsTheTrialAndNeverPromotesIt(double bad)
    {
        var study = new Study(TestSpaces.Mixed, Band);
        study.Run(run => run.Trial.Id % 2 == 0 ? bad : TestSpaces.Loss(run.Configuration));
        Assert.All(study.Trials.Where(t => t.Id % 2 == 0), t => Assert.Equal(TrialState.Failed, t.State));
        Assert.All(study.Trials.Where(t => t.ParentId is not null), t => Assert.Equal(TrialState.Completed, study.Get(t.ParentId!.Value).State));
        Assert.True(double.IsFinite(study.Best!.Value!.Value));
    }

    [Fact]
    public void Ask_WhenEverythingFails_EndsWithNullAndDoesNotThrow()
    {
        var study = new Study(TestSpaces.Mixed, Band);
        int asked = 0;
        while (study.Ask() is { } trial)
        {
            asked++;
            study.TellFailed(trial.Id, "no luck");
        }

        Assert.Equal(9 + 5 + 3, asked);
        Assert.True(study.IsFinished);
        Assert.Null(study.Best);
        Assert.Null(study.Ask());
    }

    [Fact]
    public void Ask_WhileARungWaits_AnswersNullWithoutBeingFinished()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.SuccessiveHalving(new SuccessiveHalvingOptions { Configurations = 2, MaxBudget = 3 }));
        var one = study.Ask()!;
        var two = study.Ask()!;
        Assert.Null(study.Ask());
        Assert.False(study.IsFinished);
        study.Tell(one.Id, 2);
        study.Tell(two.Id, 1);
        Assert.Equal(two.Id, study.Ask()!.ParentId);
        Assert.True(study.IsFinished);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Run_AtAnyConcurrency_TriesTheSame(int concurrency)
    {
        static IEnumerable<string> Tried(int n)
        {
            var study = new Study(TestSpaces.Mixed, Band, new StudyOptions { Seed = 11 });
            study.Run(run => TestSpaces.Loss(run.Configuration), new RunOptions { MaxConcurrency = n });
            return study.Trials.Select(t => $"{t.ConfigurationIndex} {t.Bracket} {t.Rung} {t.Configuration} {t.Value:R}").Order(StringComparer.Ordinal);
        }

        Assert.Equal(Tried(1), Tried(concurrency));
    }

    [Fact]
    public void Run_MaxConcurrency_IsReachedAndNeverPassed()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(new RandomOptions { MaxTrials = 12 }));
        using var all = new Barrier(3);
        int now = 0, most = 0;
        study.Run(run =>
        {
            int running = Interlocked.Increment(ref now);
            InterlockedMax(ref most, running);
            all.SignalAndWait(TimeSpan.FromSeconds(20));
            Interlocked.Decrement(ref now);
            return running;
        }, new RunOptions { MaxConcurrency = 3 });
        Assert.Equal(12, study.Trials.Count(t => t.State == TrialState.Completed));
        Assert.Equal(3, most);
    }

    [Fact]
    public void Run_ObjectiveThrows_FailsThatTrialOnly()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(new RandomOptions { MaxTrials = 4 }));
        study.Run(run => run.Trial.Id == 0 ? throw new InvalidDataException("bad rows") : 1);
        Assert.Equal([TrialState.Failed, TrialState.Completed, TrialState.Completed, TrialState.Completed], study.Trials.Select(t => t.State));
        Assert.Equal("InvalidDataException: bad rows", study.Get(0).Error);
    }

    [Fact]
    public void Run_Cancelled_GivesTheTrialBackAndGoesOnLater()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(new RandomOptions { MaxTrials = 5 }));
        using var cancel = new CancellationTokenSource();
        var end = study.Run(run =>
        {
            if (run.Trial.Id == 2)
            {
                cancel.Cancel();
                run.CancellationToken.ThrowIfCancellationRequested();
            }

            return 1;
        }, null, cancel.Token);
        Assert.Equal(RunEnd.Cancelled, end);
        Assert.Equal([TrialState.Completed, TrialState.Completed, TrialState.Waiting], study.Trials.Select(t => t.State));
        var configuration = study.Get(2).Configuration;
        Assert.Equal(RunEnd.PlanFinished, study.Run(run => 2));
        Assert.Equal(configuration, study.Get(2).Configuration);
        Assert.All(study.Trials, t => Assert.Equal(TrialState.Completed, t.State));
        Assert.Equal(5, study.Trials.Count);
    }

    [Fact]
    public void Run_WithoutAnEnd_AsksForALimit()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.Random());
        Assert.Contains("Give MaxTrials or TimeLimit", Assert.Throws<ArgumentException>(() => study.Run(_ => 1)).Message);
        Assert.Equal(RunEnd.TrialLimit, study.Run(_ => 1, new RunOptions { MaxTrials = 3 }));
        Assert.Equal(3, study.Trials.Count);
    }

    [Fact]
    public void Run_TimeLimit_EndsTheRunByItsToken()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.Random());
        var end = study.Run(run =>
        {
            run.CancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
            run.CancellationToken.ThrowIfCancellationRequested();
            return 1;
        }, new RunOptions { TimeLimit = TimeSpan.FromMilliseconds(20) });
        Assert.Equal(RunEnd.TimeLimit, end);
        Assert.Equal(TrialState.Waiting, Assert.Single(study.Trials).State);
    }

    [Fact]
    public void Run_TrialTimeLimit_FailsThatTrialOnly()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(new RandomOptions { MaxTrials = 2 }));
        var ended = new List<Trial>();
        var end = study.Run(run =>
        {
            if (run.Trial.Id == 0)
            {
                run.CancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
                run.CancellationToken.ThrowIfCancellationRequested();
            }

            return 1;
        }, new RunOptions { TrialTimeLimit = TimeSpan.FromMilliseconds(20), TrialEnded = ended.Add });
        Assert.Equal(RunEnd.PlanFinished, end);
        Assert.Equal("The trial took longer than its limit of 00:00:00.0200000.", study.Get(0).Error);
        Assert.Equal(TrialState.Completed, study.Get(1).State);
        Assert.Equal(study.Trials, ended);
    }

    [Fact]
    public void RunOptions_NotAllowed_ReportsEveryViolation()
    {
        var bad = new RunOptions { MaxTrials = 0, TimeLimit = TimeSpan.Zero, TrialTimeLimit = TimeSpan.FromDays(-1), MaxConcurrency = 0 };
        var study = new Study(TestSpaces.Mixed, Band);
        Assert.Equal(
            "RunOptions has 4 errors:\n- MaxTrials is 0. Allowed: at least 1, or null for the whole plan.\n"
            + "- TimeLimit is 00:00:00. Allowed: above 0, below 49 days, or null for no limit.\n"
            + "- TrialTimeLimit is -1.00:00:00. Allowed: above 0, below 49 days, or null for no limit.\n"
            + "- MaxConcurrency is 0. Allowed: 1 to 1024.",
            Assert.Throws<ArgumentException>(() => study.Run(_ => 1, bad)).Message);
        Assert.Empty(study.Trials);
    }

    [Fact]
    public void Options_NotAllowed_ReportsEveryViolation()
    {
        var bad = new StudyOptions { Name = " ", Direction = (ObjectiveDirection)7, InitialConfigurations = null!, Clock = null! };
        Assert.StartsWith("StudyOptions has 4 errors:", Assert.Throws<ArgumentException>(() => new Study(TestSpaces.Mixed, Band, bad)).Message);
        var foreign = new StudyOptions { InitialConfigurations = [Configuration.Of(("nope", 1), ("l2", 9.0))] };
        Assert.Contains("The configuration has 2 errors", Assert.Throws<ArgumentException>(() => new Study(TestSpaces.Mixed, Band, foreign)).Message);
    }

    [Fact]
    public void Clock_OfTheOptions_TimesTheTrials()
    {
        var clock = new SteppingClock();
        var study = new Study(TestSpaces.Mixed, Band, new StudyOptions { Clock = clock });
        study.Tell(study.Ask()!.Id, 1);
        Assert.Equal(TimeSpan.FromSeconds(1), study.Get(0).EndedAt - study.Get(0).StartedAt);
    }

    [Fact]
    public void InitialConfigurations_ComeFirstAndOnce()
    {
        var portfolio = new[]
        {
            Configuration.Of(("trainer", "trees"), ("leaves", 31)),
            Configuration.Empty,
            Configuration.Of(("leaves", 31), ("trainer", "trees")),
        };
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(new RandomOptions { MaxTrials = 4 }), new StudyOptions { InitialConfigurations = portfolio });
        study.Run(_ => 0);
        Assert.Equal(31, study.Get(0).Configuration.GetInt32("leaves"));
        Assert.Equal(TestSpaces.Mixed.Default, study.Get(1).Configuration);
        Assert.Equal(4, study.Trials.Select(t => t.Configuration).Distinct().Count());
    }

    [Fact]
    public void Tell_ATrialThatIsNotRunning_SaysSo()
    {
        var study = new Study(TestSpaces.Mixed, Band);
        Assert.Contains("trial 0 is unknown", Assert.Throws<InvalidOperationException>(() => study.Tell(0, 1)).Message);
        study.Tell(study.Ask()!.Id, 1);
        Assert.Contains("trial 0 is completed", Assert.Throws<InvalidOperationException>(() => study.Tell(0, 1)).Message);
        Assert.Contains("trial 0 is completed", Assert.Throws<InvalidOperationException>(() => study.TellFailed(0, "x")).Message);
    }

    [Fact]
    public void Report_NaN_AnswersStop()
    {
        var study = new Study(TestSpaces.Mixed, Band);
        var trial = study.Ask()!;
        Assert.Equal(TrialDecision.Continue, study.Report(trial.Id, 1, 0.5));
        Assert.Equal(TrialDecision.Stop, study.Report(trial.Id, 2, double.NaN));
        study.Tell(trial.Id, double.NaN);
        Assert.Equal(TrialState.Failed, study.Get(trial.Id).State);
        Assert.Equal([1, 2], study.Get(trial.Id).Reports.Select(r => r.Step));
    }

    [Fact]
    public void Best_OfEqualValues_IsTheCheaper()
    {
        var study = new Study(TestSpaces.Mixed, Band);
        study.Run(_ => 1);
        Assert.Equal(0, study.Best!.Id);
    }

    [Fact]
    public void PromoteBestOfEach_KeepsASlowStarter()
    {
        var options = new HyperbandOptions { MaxBudget = 9, StratifyBy = "trainer", PromoteBestOfEach = "trainer" };
        var study = new Study(TestSpaces.Mixed, Sweeper.Hyperband(options));
        study.Run(run => run.Configuration.GetString("trainer") == "network" ? 10 + run.Trial.Id : run.Trial.Id);
        var rung = study.Trials.Where(t => t.Bracket == 0 && t.Rung == 1).Select(t => t.Configuration.GetString("trainer"));
        Assert.Equal(["linear", "network", "trees"], rung.Order());
        Assert.Contains("StratifyBy names 'none'", Assert.Throws<ArgumentException>(() =>
            new Study(TestSpaces.Mixed, Sweeper.Hyperband(new HyperbandOptions { StratifyBy = "none" }))).Message);
        Assert.Contains("without a condition", Assert.Throws<ArgumentException>(() =>
            new Study(TestSpaces.Mixed, Sweeper.Hyperband(new HyperbandOptions { PromoteBestOfEach = "norm" }))).Message);
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long _seconds;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(_seconds++);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
