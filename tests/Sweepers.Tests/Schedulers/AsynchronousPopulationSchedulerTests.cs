using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

public class AsynchronousPopulationSchedulerTests : SchedulerContract
{
    private static readonly SearchSpace _rates = new(new FloatParameter("rate", 1e-4, 1, Scale.Log));

    protected override IScheduler Create() => new AsynchronousPopulationScheduler(Options(8, 5), new SchedulerContext(_rates, ObjectiveDirection.Minimize, 1));

    [Fact]
    public void Next_OneMemberNeverEnds_TheOthersGoOnToTheEnd()
    {
        var study = Study(new MemoryStudyStore());
        var slow = study.Ask()!;
        while (study.Ask() is { } trial)
        {
            study.Tell(trial.Id, Loss(trial.Configuration));
        }

        Assert.Equal([8, 7, 7, 7], Enumerable.Range(0, 4).Select(r => study.Trials.Count(t => t.Rung == r)));
        Assert.False(study.IsFinished);
        study.Tell(slow.Id, 100);
        var copy = study.Ask()!;
        Assert.Equal(1, copy.Rung);
        Assert.NotEqual(slow.Id, copy.ParentId);
        study.Tell(copy.Id, 1);
        while (study.Ask() is { } trial)
        {
            study.Tell(trial.Id, Loss(trial.Configuration));
        }

        Assert.True(study.IsFinished);
        Assert.Equal(32, study.Trials.Count);
    }

    [Fact]
    public void Next_WholeRungKnown_TheWorstQuarterGoesOnFromTheBest()
    {
        var study = Study(new MemoryStudyStore());
        study.Run(run => Loss(run.Configuration));
        var first = study.Trials.Where(t => t.Rung == 0).OrderBy(t => t.Value).ToList();
        var second = study.Trials.Where(t => t.Rung == 1).ToList();
        var copies = second.Where(t => t.ConfigurationIndex != study.Get(t.ParentId!.Value).ConfigurationIndex).ToList();
        Assert.Equal(2, copies.Count);
        Assert.All(copies, t => Assert.Contains(t.ParentId!.Value, first.Take(2).Select(f => f.Id)));
        Assert.Equal(first.Take(6).Select(t => t.Id).Order(), second.Except(copies).Select(t => t.ParentId!.Value).Order());
    }

    [Fact]
    public void Study_InParallelOverOneStore_EndsWithTheWholePlan()
    {
        var store = new MemoryStudyStore();
        Assert.Equal(RunEnd.PlanFinished, Study(store).Run(run => Loss(run.Configuration), new RunOptions { MaxConcurrency = 4 }));
        var read = Study(store);
        Assert.True(read.IsFinished);
        Assert.Equal(32, read.Trials.Count);
        Assert.All(read.Trials.Where(t => t.Rung > 0), t => Assert.Equal(t.Rung - 1, read.Get(t.ParentId!.Value).Rung));
    }

    [Fact]
    public void Study_TwoWorkersThatTellOutOfOrder_EndWithTheWholePlan()
    {
        var store = new MemoryStudyStore();
        Study[] workers = [Study(store), Study(store)];
        var held = workers.Select(_ => new List<Trial>()).ToArray();
        for (int turn = 0; turn < 400; turn++)
        {
            int who = turn * 7 % 3 % 2;
            if (turn % 2 == 0 && workers[who].Ask() is { } trial)
            {
                held[who].Add(trial);
            }
            else if (held[who].Count > 0)
            {
                // The newest first: what came earlier is told late.
                workers[who].Tell(held[who][^1].Id, Loss(held[who][^1].Configuration));
                held[who].RemoveAt(held[who].Count - 1);
            }
        }

        foreach (var (worker, left) in workers.Zip(held))
        {
            left.ForEach(t => worker.Tell(t.Id, Loss(t.Configuration)));
            worker.Run(run => Loss(run.Configuration));
        }

        Assert.Equal([8, 8, 8, 8], Enumerable.Range(0, 4).Select(r => store.Load("study").Count(t => t.Rung == r)));
        Assert.True(Study(store).IsFinished);
    }

    [Fact]
    public void Sweeper_OfAnotherKind_IsNotGoneOnWith()
    {
        var store = new MemoryStudyStore();
        Study(store);
        Assert.Throws<InvalidOperationException>(() => new Study(_rates, Sweeper.PopulationBased(new PopulationOptions { Population = 8, Generations = 4, Interval = 3 }), new StudyOptions { Seed = 5, Store = store }));
    }

    private static double Loss(Configuration c) => Math.Abs(Math.Log10(c.GetDouble("rate")) + 2);

    private static PopulationOptions Options(int population, int generations) => new() { Population = population, Generations = generations, Interval = 3, Asynchronous = true };

    private static Study Study(IStudyStore store) => new(_rates, Sweeper.PopulationBased(Options(8, 4)), new StudyOptions { Seed = 5, Store = store });
}
