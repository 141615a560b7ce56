using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

public class AshaSchedulerTests : SchedulerContract
{
    [Fact]
    public void Next_OneInThreeIsBest_PromotesAtOnce()
    {
        var trials = Play(Create(), (t, _) => -t.Id, 12);
        // After three on the first rung the third (the best) goes up, without a rung being full.
        Assert.Equal([0, 0, 0, 1], trials.Take(4).Select(t => t.Rung));
        Assert.Equal(2, trials[3].ParentId);
    }

    [Fact]
    public void Next_OnAnyRung_OnlyItsBestShareIsPromoted()
    {
        var trials = Play(Create(), (t, _) => (t.Id * 37) % 101);
        foreach (var child in trials.Where(t => t.ParentId is not null))
        {
            var rung = trials.Where(t => t.Id < child.Id && t.Rung == child.Rung - 1).ToList();
            int better = rung.Count(t => t.Value < trials[child.ParentId!.Value].Value);
            Assert.True(better < rung.Count / 3, $"{better} of {rung.Count} were better than the one promoted");
        }
    }

    [Fact]
    public void Study_InParallel_UsesEveryWorkerAndEnds()
    {
        var study = new Study(new SearchSpace(new FloatParameter("x", 0, 1)), Sweeper.Asha(new() { MaxTrials = 60, MaxBudget = 9 }));
        Assert.Equal(RunEnd.PlanFinished, study.Run(r => r.Configuration.GetDouble("x") + 1 / r.Trial.Budget, new RunOptions { MaxConcurrency = 4 }));
        Assert.Equal(60, study.Trials.Count);
        Assert.Equal(9, study.Best!.Budget);
    }

    [Fact]
    public void Options_Wrong_AreAllNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => Sweeper.Asha(new() { MaxTrials = 0, Factor = 1, MinBudget = 0 }));
        Assert.All(new[] { "MaxTrials", "Factor", "MinBudget" }, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    protected override IScheduler Create() => new AshaScheduler(new AshaOptions { MaxBudget = 9 }.Ladder(), 3, 40, ObjectiveDirection.Minimize);
}
