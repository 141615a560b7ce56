using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

/// <summary>What every scheduler must hold to; each scheduler's tests derive from it.</summary>
public abstract class SchedulerContract
{
    protected abstract IScheduler Create();

    [Fact]
    public void Plan_AllSucceed_HandsOutExactlyWhatWasPlanned()
    {
        var trials = Play(Create(), (t, _) => t.Id);
        Assert.Equal(Create().PlannedTrials, trials.Count);
    }

    [Fact]
    public void Plan_SomeFail_EndsWithinThePlanAndPromotesNone()
    {
        var trials = Play(Create(), (t, _) => t.Id % 3 == 0 ? null : t.Id);
        Assert.InRange(trials.Count, 1, Create().PlannedTrials!.Value);
        Assert.All(trials.Where(t => t.ParentId is not null), t => Assert.Equal(TrialState.Completed, trials[t.ParentId!.Value].State));
    }

    [Fact]
    public void Plan_AllFail_Ends() => Assert.All(Play(Create(), (_, _) => null), t => Assert.Null(t.ParentId));

    [Fact]
    public void Slots_Always_HaveABudgetWithinTheHorizon()
    {
        var trials = Play(Create(), (t, _) => -t.Id);
        Assert.All(trials, t => Assert.InRange(t.Budget, double.Epsilon, t.Horizon));
        Assert.All(trials.Where(t => t.ParentId is not null), t =>
        {
            var parent = trials[t.ParentId!.Value];
            Assert.Equal(parent.Rung + 1, t.Rung);
            Assert.Equal(parent.Bracket, t.Bracket);
            Assert.True(parent.Budget < t.Budget);
            Assert.Equal(parent.Horizon, t.Horizon);
        });
    }

    [Fact]
    public void Next_AskedTwice_ChangesNothing()
    {
        var scheduler = Create();
        Assert.Equal(scheduler.Next(), scheduler.Next());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void Replay_OfTheFirstTrials_StandsWhereItStood(int count)
    {
        var original = Create();
        var trials = Play(original, (t, _) => t.Id * 7 % 5, count);
        var replayed = Create();
        foreach (var trial in trials)
        {
            replayed.Started(trial with { State = TrialState.Running });
            replayed.Ended(trial);
        }

        Assert.Equal(original.Next(), replayed.Next());
        Assert.Equal(original.IsFinished, replayed.IsFinished);
    }

    [Fact]
    public void NoMoreConfigurations_AtTheStart_FinishesThePlan()
    {
        var scheduler = Create();
        scheduler.NoMoreConfigurations();
        Assert.Null(scheduler.Next());
        Assert.True(scheduler.IsFinished);
    }

    [Fact]
    public void NoMoreConfigurations_OnTheWay_StillPromotesThoseThereAre()
    {
        var scheduler = Create();
        var trials = Play(scheduler, (t, _) => t.Id, 2);
        scheduler.NoMoreConfigurations();
        var rest = Play(scheduler, (t, _) => t.Id, int.MaxValue, trials.Count);
        Assert.All(rest, t => Assert.NotNull(t.ParentId));
        Assert.True(scheduler.IsFinished);
    }

    /// <summary>Runs a scheduler alone, one trial after another; a null value fails the trial.</summary>
    protected static List<Trial> Play(IScheduler scheduler, Func<Trial, List<Trial>, double?> value, int limit = 100_000, int firstId = 0)
    {
        var trials = new List<Trial>();
        while (trials.Count < limit && scheduler.Next() is { } slot)
        {
            var trial = new Trial { Id = firstId + trials.Count, Configuration = Configuration.Empty, ConfigurationIndex = firstId + trials.Count, Slot = slot };
            scheduler.Started(trial);
            double? result = value(trial, trials);
            trial = trial with { Value = result, State = result is null ? TrialState.Failed : TrialState.Completed };
            trials.Add(trial);
            scheduler.Ended(trial);
        }

        Assert.True(scheduler.IsFinished || trials.Count >= limit);
        return trials;
    }
}
