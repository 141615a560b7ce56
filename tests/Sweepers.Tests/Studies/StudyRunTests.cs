using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Studies;

/// <summary>The ways a run can end, and what it keeps.</summary>
public class StudyRunTests
{
    [Theory]
    [InlineData(ObjectiveDirection.Minimize, 3)]
    [InlineData(ObjectiveDirection.Maximize, 0)]
    public void Run_TargetReached_Ends(ObjectiveDirection direction, int last)
    {
        var study = Study(20, direction);
        Assert.Equal(RunEnd.TargetReached, study.Run(r => 5 - r.Trial.Id, new RunOptions { TargetValue = 2 }));
        Assert.Equal(last, study.Best!.Id);
        Assert.Equal(last + 1, study.Trials.Count);
    }

    [Fact]
    public void Run_TargetReachedBesideOthers_GivesThemBack()
    {
        var study = Study(20);
        using var both = new Barrier(2);
        var end = study.Run(r =>
        {
            both.SignalAndWait(TimeSpan.FromSeconds(20));
            if (r.Trial.Id == 1)
            {
                r.CancellationToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
                r.CancellationToken.ThrowIfCancellationRequested();
            }

            return 0;
        }, new RunOptions { MaxConcurrency = 2, TargetValue = 0 });
        Assert.Equal(RunEnd.TargetReached, end);
        Assert.Equal([TrialState.Completed, TrialState.Waiting], study.Trials.Select(t => t.State));
    }

    [Fact]
    public void Run_FailuresInARow_EndTheRun()
    {
        var study = Study(20);
        var end = study.Run(r => r.Trial.Id is 0 or 1 or 3 or 4 or 5 ? throw new InvalidDataException("x") : 1, new RunOptions { MaxConsecutiveFailures = 3 });
        Assert.Equal(RunEnd.TooManyFailures, end);
        Assert.Equal(6, study.Trials.Count);
        Assert.Equal(RunEnd.PlanFinished, study.Run(_ => 1));
    }

    [Fact]
    public void Run_Retries_CallAgainWhatThrew()
    {
        var study = Study(3);
        var calls = new int[3];
        study.Run(r => ++calls[r.Trial.Id] <= r.Trial.Id ? throw new IOException("busy") : r.Trial.Id, new RunOptions { Retries = 1 });
        Assert.Equal([1, 2, 2], calls);
        Assert.Equal([TrialState.Completed, TrialState.Completed, TrialState.Failed], study.Trials.Select(t => t.State));
        Assert.Equal("IOException: busy", study.Get(2).Error);
    }

    [Fact]
    public void Run_OutOfMemory_FailsThatTrialOnly()
    {
        var study = Study(3);
        Assert.Equal(RunEnd.PlanFinished, study.Run(r => r.Trial.Id == 1 ? throw new OutOfMemoryException() : 1));
        Assert.Equal([TrialState.Completed, TrialState.Failed, TrialState.Completed], study.Trials.Select(t => t.State));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_CancelledWhileAnObjectiveDoesNotListen_LeavesItBehindAndKeepsTheRest(int concurrency)
    {
        var study = Study(20);
        using var cancel = new CancellationTokenSource();
        var release = new ManualResetEventSlim();
        var left = new SemaphoreSlim(0);
        string? said = null;
        var end = study.Run(r =>
        {
            if (r.Trial.Id < 3)
            {
                return r.Trial.Id;
            }

            cancel.Cancel();
            release.Wait(TimeSpan.FromSeconds(30));
            try
            {
                r.Report(1, 1);
            }
            catch (InvalidOperationException e)
            {
                said = e.Message;
            }

            left.Release();
            return 0;
        }, new RunOptions { MaxConcurrency = concurrency, CancellationGrace = TimeSpan.FromMilliseconds(50) }, cancel.Token);
        Assert.Equal(RunEnd.Cancelled, end);
        Assert.Equal(3, study.Trials.Count(t => t.State == TrialState.Completed));
        Assert.All(study.Trials.Skip(3), t => Assert.Equal(TrialState.Waiting, t.State));
        release.Set();
        Assert.True(left.Wait(TimeSpan.FromSeconds(20)));
        Assert.Contains("is waiting", said);
    }

    [Fact]
    public void Run_TrialTimeUpWhileTheObjectiveDoesNotListen_FailsItAndGoesOn()
    {
        var study = Study(2);
        var release = new ManualResetEventSlim();
        var options = new RunOptions { TrialTimeLimit = TimeSpan.FromMilliseconds(20), CancellationGrace = TimeSpan.FromMilliseconds(20) };
        var end = study.Run(r => r.Trial.Id == 0 && release.Wait(TimeSpan.FromSeconds(30)) ? 0 : 1, options);
        release.Set();
        Assert.Equal(RunEnd.PlanFinished, end);
        Assert.Contains("took longer than its limit", study.Get(0).Error);
    }

    [Fact]
    public void Run_NothingCanCutItShort_StaysOnTheCallersThread()
    {
        int thread = Environment.CurrentManagedThreadId;
        Study(3).Run(_ =>
        {
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            return 1;
        });
    }

    [Fact]
    public async Task RunAsync_AwaitsManyAtOnce()
    {
        var study = Study(8);
        var all = new TaskCompletionSource();
        int waiting = 0;
        var end = await study.RunAsync(async r =>
        {
            if (Interlocked.Increment(ref waiting) == 4)
            {
                all.SetResult();
            }

            await all.Task;
            return r.Trial.Id == 5 ? throw new IOException("x") : r.Trial.Id;
        }, new RunOptions { MaxConcurrency = 4 });
        Assert.Equal(RunEnd.PlanFinished, end);
        Assert.Equal([0, 1, 2, 3, 4, null, 6, 7], study.Trials.Select(t => t.Value));
    }

    [Fact]
    public async Task RunAsync_Cancelled_GivesTheTrialBack()
    {
        var study = Study(8);
        using var cancel = new CancellationTokenSource();
        var end = await study.RunAsync(async r =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, r.CancellationToken);
            return 0;
        }, null, cancel.Token);
        Assert.Equal(RunEnd.Cancelled, end);
        Assert.Equal(TrialState.Waiting, Assert.Single(study.Trials).State);
    }

    [Fact]
    public void Run_TrialTakenOverByAnother_IsLeftToIt()
    {
        var clock = new ManualClock();
        var store = new MemoryStudyStore(clock);
        StudyOptions Options() => new() { Store = store, MachineName = "elsewhere" };
        var sweeper = Sweeper.Random(new RandomOptions { MaxTrials = 2 });
        var slow = new Study(TestSpaces.Mixed, sweeper, Options());
        var ended = new List<Trial>();
        var end = slow.Run(r =>
        {
            if (r.Trial.Id == 0)
            {
                clock.Advance(new StudyOptions().LeaseTime);
                var other = new Study(TestSpaces.Mixed, sweeper, Options());
                other.Tell(other.Ask()!.Id, 7);
            }

            return 1;
        }, new RunOptions { TrialEnded = ended.Add });
        Assert.Equal(RunEnd.PlanFinished, end);
        Assert.Equal([7, 1], slow.Trials.Select(t => t.Value!.Value));
        Assert.Equal(1, Assert.Single(ended).Id);
    }

    [Fact]
    public void RunOptions_NotAllowed_ReportsEveryViolation()
    {
        var bad = new RunOptions { TargetValue = double.NaN, MaxConsecutiveFailures = 0, Retries = -1, CancellationGrace = TimeSpan.FromSeconds(-5) };
        Assert.StartsWith("RunOptions has 4 errors:", Assert.Throws<ArgumentException>(() => Study(3).Run(_ => 1, bad)).Message);
    }

    [Fact]
    public void StudyOptions_OfLeases_ReportEveryViolation()
    {
        var bad = new StudyOptions { LeaseTime = TimeSpan.FromMilliseconds(1), MaxAttempts = 0, MachineName = "a/b" };
        Assert.StartsWith("StudyOptions has 3 errors:", Assert.Throws<ArgumentException>(() => new Study(TestSpaces.Mixed, Sweeper.Random(), bad)).Message);
    }

    [Fact]
    public void Store_WorkPerTrial_DoesNotGrowWithTheStudy()
    {
        var counter = new CountingStore();
        var study = new Study(TestSpaces.Mixed, Sweeper.Random(), new StudyOptions { Store = counter });
        long Work(int trials)
        {
            long before = counter.Rows + counter.Calls;
            study.Run(_ => 1, new RunOptions { MaxTrials = trials });
            return counter.Rows + counter.Calls - before;
        }

        long first = Work(500);
        Work(9_000);
        Assert.Equal(first, Work(500));
        Assert.Equal(5 * 500, first);
    }

    private static Study Study(int trials, ObjectiveDirection direction = ObjectiveDirection.Minimize) =>
        new(TestSpaces.Mixed, Sweeper.Random(new RandomOptions { MaxTrials = trials }), new StudyOptions { Direction = direction });
}
