using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Studies;

public abstract partial class StudyStoreContract
{
    private static readonly TimeSpan s_lease = new StudyOptions().LeaseTime;

    public static TheoryData<string> SharedSweepers => ["hyperband", "asha", "tpe", "grid", "rounds"];

    [Theory]
    [MemberData(nameof(SharedSweepers))]
    public void Workers_OnOneStudy_RunEveryTrialOnceAndThePlanToItsEnd(string sweeper)
    {
        var plan = Shared(sweeper);
        var called = new System.Collections.Concurrent.ConcurrentBag<int>();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            var worker = new Study(TestSpaces.Mixed, plan, Options(5));
            Assert.Equal(RunEnd.PlanFinished, worker.Run(r =>
            {
                called.Add(r.Trial.Id);
                return TestSpaces.Loss(r.Configuration);
            }));
        });

        var trials = Open().Load("s");
        Assert.Equal(Enumerable.Range(0, trials.Count), called.Order());
        Assert.All(trials, t => Assert.Equal(TrialState.Completed, t.State));
        Assert.Equal(new Study(TestSpaces.Mixed, plan).PlannedTrials, trials.Count);
        Assert.Equal(trials.Where(t => t.ParentId is null).Select(t => t.Configuration).Distinct().Count(), trials.Count(t => t.ParentId is null));
    }

    [Fact]
    public void Workers_TakingTurns_TryWhatOneAloneWouldHave()
    {
        var workers = Enumerable.Range(0, 3).Select(_ => new Study(TestSpaces.Mixed, s_band, Options(4))).ToList();
        for (int turn = 0; workers[turn % 3].Ask() is { } trial; turn++)
        {
            workers[turn % 3].Tell(trial.Id, TestSpaces.Loss(trial.Configuration));
        }

        var alone = new Study(TestSpaces.Mixed, s_band, new StudyOptions { Seed = 4 });
        alone.Run(r => TestSpaces.Loss(r.Configuration));
        workers.ForEach(w => w.Refresh());
        Assert.All(workers, w => Assert.Equal(alone.Trials.Select(t => (t.Configuration, t.Slot, t.Value)), w.Trials.Select(t => (t.Configuration, t.Slot, t.Value))));
        Assert.All(workers, w => Assert.Equal(alone.Best!.Id, w.Best!.Id));
        Assert.All(workers, w => Assert.True(w.IsFinished));
    }

    [Fact]
    public void Ask_TrialOfALivingWorker_IsNotHandedOut()
    {
        var clock = new ManualClock();
        var one = Worker(clock);
        var two = Worker(clock);
        int id = one.Ask()!.Id;
        clock.Advance(s_lease * 0.9);
        Assert.NotEqual(id, two.Ask()!.Id);
        one.RenewLeases();
        clock.Advance(s_lease * 0.9);
        Assert.NotEqual(id, Worker(clock).Ask()!.Id);
        one.Tell(id, 1);
        Assert.Equal(1, Open(clock).Load("s")[id].Value);
    }

    [Fact]
    public void Ask_LeaseRanOut_IsHandedOutOnceAndTheOldOwnerIsRefused()
    {
        var clock = new ManualClock();
        var old = Worker(clock);
        var lost = old.Ask()!;
        old.Report(lost.Id, 1, 0.5);
        clock.Advance(s_lease);
        var one = Worker(clock);
        var again = one.Ask()!;
        Assert.Equal((lost.Id, lost.Configuration, lost.Slot), (again.Id, again.Configuration, again.Slot));
        Assert.Equal([new TrialReport(1, 0.5)], again.Reports);
        Assert.Equal(2, again.Lease!.Attempt);
        Assert.NotEqual(lost.Id, Worker(clock).Ask()!.Id);

        Assert.Contains("no longer has trial 0", Assert.Throws<TrialLostException>(() => old.Report(lost.Id, 2, 0.25)).Message);
        Assert.Contains("running elsewhere", Assert.Throws<InvalidOperationException>(() => old.Tell(lost.Id, 7)).Message);
        one.Tell(again.Id, 3);
        Assert.Equal(3, Open(clock).Load("s")[0].Value);
        Assert.Equal([new TrialReport(1, 0.5)], Open(clock).Load("s")[0].Reports);
    }

    [Fact]
    public void Tell_AfterAnotherEndedTheTrial_IsRefusedAndChangesNothing()
    {
        var clock = new ManualClock();
        var old = Worker(clock);
        old.Ask();
        clock.Advance(s_lease);
        var other = Worker(clock);
        other.Tell(other.Ask()!.Id, 3);
        Assert.Throws<TrialLostException>(() => old.Tell(0, 7));
        Assert.Throws<InvalidOperationException>(() => old.TellFailed(0, "x"));
        Assert.Equal((TrialState.Completed, 3.0), (Open(clock).Load("s")[0].State, Open(clock).Load("s")[0].Value!.Value));
        Assert.Equal(3, old.Best!.Value);
    }

    [Fact]
    public void RenewLeases_OfALostTrial_IsNoticedAtTheNextWord()
    {
        var clock = new ManualClock();
        var old = Worker(clock);
        old.Ask();
        clock.Advance(s_lease);
        Worker(clock).Ask();
        old.RenewLeases();
        Assert.Throws<TrialLostException>(() => old.Report(0, 1, 1));
    }

    [Fact]
    public void Ask_WorkersDiedOverOneTrialTooOften_FailsIt()
    {
        var clock = new ManualClock();
        for (int i = 1; i <= 3; i++)
        {
            Assert.Equal((0, i), (Worker(clock).Ask() is { } t ? t.Id : -1, Open(clock).Load("s")[0].Lease!.Attempt));
            clock.Advance(s_lease);
        }

        var last = Worker(clock);
        Assert.Equal(1, last.Ask()!.Id);
        Assert.Equal("Its worker was lost 3 times.", last.Get(0).Error);
        Assert.Equal(TrialState.Failed, Open(clock).Load("s")[0].State);
    }

    [Fact]
    public void Release_OfOneWorker_IsTakenUpByAnother()
    {
        var clock = new ManualClock();
        var one = Worker(clock);
        var two = Worker(clock);
        one.Ask();
        one.Release(0);
        var again = two.Ask()!;
        Assert.Equal((0, 1), (again.Id, again.Lease!.Attempt));
        Assert.Equal(1, one.Ask()!.Id);
    }

    [Fact]
    public async Task Run_OnlyOthersAreLeft_WaitsForThemAndFinishes()
    {
        var store = Options(4);
        var sweeper = Sweeper.SuccessiveHalving(new SuccessiveHalvingOptions { Configurations = 3, MaxBudget = 9 });
        var slow = new Study(TestSpaces.Mixed, sweeper, store);
        var first = slow.Ask()!;
        var fast = new Study(TestSpaces.Mixed, sweeper, Options(4));
        using var waits = new ManualResetEventSlim();
        var run = Task.Run(() => fast.Run(r =>
        {
            waits.Set();
            return TestSpaces.Loss(r.Configuration);
        }));
        Assert.True(waits.Wait(TimeSpan.FromSeconds(20)));
        slow.Tell(first.Id, 0);
        Assert.Equal(RunEnd.PlanFinished, await run);
        Assert.True(fast.IsFinished);
        Assert.Equal(fast.PlannedTrials, fast.Trials.Count(t => t.State == TrialState.Completed));
    }

    [Fact]
    public void SetAttribute_IsKeptSeenByOthersAndTakenAway()
    {
        var study = new Study(TestSpaces.Mixed, s_band, Options(1));
        study.Ask();
        study.SetAttribute(0, "fold 1", "0.25");
        study.SetAttribute(0, "note", "é \"x\"");
        Open().SetAttribute("s", 0, "command", "stop");
        study.Report(0, 1, 1);
        Assert.Equal("stop", study.Get(0).Attributes["command"]);
        Open().SetAttribute("s", 0, "command", null);
        study.Tell(0, 1);
        Assert.Equal([("fold 1", "0.25"), ("note", "é \"x\"")], Open().Load("s")[0].Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => (a.Key, a.Value)));
        Assert.Equal("0.25", study.Get(0).Attributes["fold 1"]);
        Assert.Contains("cannot be used", Assert.Throws<ArgumentException>(() => study.SetAttribute(0, "budget", "9")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => study.SetAttribute(5, "a", "b"));
    }

    [Fact]
    public void Update_PausedTrial_ComesBackPausedAndIsNotHandedOut()
    {
        var clock = new ManualClock();
        var study = Worker(clock);
        var trial = study.Ask()!;
        Open(clock).Transact("s", tx =>
        {
            tx.Update(trial with { State = TrialState.Paused });
            return true;
        });
        Assert.Equal(TrialState.Paused, Open(clock).Load("s")[0].State);
        Assert.Empty(Open(clock).Renew("s", trial.Lease!.Owner, [0], s_lease));
        clock.Advance(s_lease * 2);
        Assert.Equal(1, Worker(clock).Ask()!.Id);
    }

    private static Sweeper Shared(string name) => name switch
    {
        "hyperband" => s_band,
        "asha" => Sweeper.Asha(new AshaOptions { MaxBudget = 9, MaxTrials = 30 }),
        "tpe" => Sweeper.Tpe(new TpeOptions { MaxTrials = 30 }),
        "grid" => Sweeper.Grid(new GridOptions { MaxTrials = 30 }),
        _ => Sweeper.CoarseToFine(new CoarseToFineOptions { Rounds = 3, TrialsPerRound = 8 }),
    };

    // Workers of other machines: a living process of this one is never taken for dead, whatever its lease.
    private Study Worker(TimeProvider clock) => new(TestSpaces.Mixed, s_band, new StudyOptions { Name = "s", Seed = 1, Store = Open(clock), MachineName = "elsewhere" });
}
