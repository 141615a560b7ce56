using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

public class StoppingSchedulerTests : SchedulerContract
{
    protected override IScheduler Create() =>
        new StoppingScheduler(new BracketScheduler(new HyperbandOptions { MaxBudget = 27 }.Plan(), ObjectiveDirection.Minimize, null), StoppingRule.Median(), ObjectiveDirection.Minimize);
}
