using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

public class FullBudgetSchedulerTests : SchedulerContract
{
    protected override IScheduler Create() => new FullBudgetScheduler(2, 20, null);

    [Fact]
    public void Rounds_WaitForTheOneBefore()
    {
        var scheduler = new FullBudgetScheduler(1, 6, 3);
        var started = new List<Trial>();
        while (scheduler.Next() is { } slot)
        {
            started.Add(new Trial { Id = started.Count, Configuration = Configuration.Empty, ConfigurationIndex = started.Count, Slot = slot });
            scheduler.Started(started[^1]);
        }

        Assert.Equal(3, started.Count);
        Assert.False(scheduler.IsFinished);
        started.ForEach(scheduler.Ended);
        Assert.Equal(1, scheduler.Next()!.Bracket);
    }
}
