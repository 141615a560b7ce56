using MLNetTuning.Sweepers.Schedulers;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

public class RoundsSchedulerTests : SchedulerContract
{
    protected override IScheduler Create() => new FullBudgetScheduler(9, 24, 8);
}
