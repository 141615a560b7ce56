using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Samplers;

/// <summary>What every sampler must hold to; each sampler's tests derive from it.</summary>
public abstract class SamplerContract
{
    protected abstract Sweeper Create();

    protected abstract ISampler CreateSampler();

    [Fact]
    public void Sample_ManyTimes_StaysInTheSpace()
    {
        var trials = Run(TestSpaces.Mixed, 0, 60);
        Assert.All(trials, t => Assert.Empty(TestSpaces.Mixed.Violations(t.Configuration)));
    }

    [Fact]
    public void Sample_SameSeed_DrawsTheSame() =>
        Assert.Equal(Run(TestSpaces.Mixed, 5, 40).Select(t => t.Configuration), Run(TestSpaces.Mixed, 5, 40).Select(t => t.Configuration));

    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(40)]
    public void Sample_NewInstanceOnOldTrials_GoesOnTheSame(int stop)
    {
        var store = new MemoryStudyStore();
        var options = new StudyOptions { Seed = 7, Store = store };
        new Study(TestSpaces.Mixed, Create(), options).Run(r => TestSpaces.Loss(r.Configuration), new RunOptions { MaxTrials = stop });
        var resumed = new Study(TestSpaces.Mixed, Create(), options);
        resumed.Run(r => TestSpaces.Loss(r.Configuration), new RunOptions { MaxTrials = 60 - stop });
        Assert.Equal(Run(TestSpaces.Mixed, 7, 60).Select(t => t.Configuration), resumed.Trials.Select(t => t.Configuration));
    }

    [Fact]
    public virtual void Sample_FiniteSpace_TriesEveryPointOnceAndEnds()
    {
        var study = new Study(TestSpaces.Small, Create());
        Assert.Equal(RunEnd.PlanFinished, study.Run(_ => 1, new RunOptions { MaxTrials = 1000 }));
        Assert.Equal(5, study.Trials.Count);
        Assert.Equal(5, study.Trials.Select(t => t.Configuration).Distinct().Count());
    }

    [Fact]
    public void Sample_Repeats_Nothing()
    {
        var trials = Run(TestSpaces.Mixed, 1, 60);
        Assert.Equal(trials.Count, trials.Select(t => t.Configuration).Distinct().Count());
    }

    [Fact]
    public void Sample_FailedTrials_AreSurvived()
    {
        var study = new Study(TestSpaces.Mixed, Create());
        study.Run(_ => double.NaN, new RunOptions { MaxTrials = 60 });
        Assert.Equal(60, study.Trials.Count(t => t.State == TrialState.Failed));
    }

    [Fact]
    public void Sample_EmptySpace_HasOnePoint()
    {
        var study = new Study(new SearchSpace(), Create());
        study.Run(_ => 1, new RunOptions { MaxTrials = 10 });
        Assert.Equal(Configuration.Empty, Assert.Single(study.Trials).Configuration);
    }

    [Fact]
    public void Sample_MaximizingTheNegative_DrawsTheSame()
    {
        var study = new Study(TestSpaces.Mixed, Create(), new StudyOptions { Seed = 5, Direction = ObjectiveDirection.Maximize });
        study.Run(r => -TestSpaces.Loss(r.Configuration), new RunOptions { MaxTrials = 40 });
        Assert.Equal(Run(TestSpaces.Mixed, 5, 40).Select(t => t.Configuration), study.Trials.Select(t => t.Configuration));
    }

    [Fact]
    public void Ask_SeveralAtOnceToldBackwards_NoTwoAreAlike()
    {
        var study = new Study(TestSpaces.Mixed, Create());
        for (int round = 0; round < 6; round++)
        {
            // Null where a round waits for the one before.
            var asked = Enumerable.Range(0, 8).Select(_ => study.Ask()).OfType<Trial>().Reverse().ToList();
            asked.ForEach(t => study.Tell(t.Id, TestSpaces.Loss(t.Configuration)));
        }

        Assert.InRange(study.Trials.Count, 40, 48);
        Assert.Equal(study.Trials.Count, study.Trials.Select(t => t.Configuration).Distinct().Count());
        Assert.All(study.Trials, t => Assert.Empty(TestSpaces.Mixed.Violations(t.Configuration)));
    }

    [Fact]
    public void Sample_SomeTrialsNotEndedWhenReopened_GoesOnTheSame()
    {
        // Twelve told, four given back: whoever opens the study next must draw what the first process would have drawn.
        static List<Configuration> Draws(Sweeper sweeper, bool reopened)
        {
            var options = new StudyOptions { Seed = 3, Store = new MemoryStudyStore() };
            var study = new Study(TestSpaces.Mixed, sweeper, options);
            foreach (var trial in Enumerable.Range(0, 16).Select(_ => study.Ask()!).ToList())
            {
                if (trial.Id % 4 == 1)
                {
                    study.Release(trial.Id);
                }
                else
                {
                    study.Tell(trial.Id, TestSpaces.Loss(trial.Configuration));
                }
            }

            study = reopened ? new Study(TestSpaces.Mixed, sweeper, options) : study;
            for (int i = 0; i < 4; i++)
            {
                var trial = study.Ask()!;
                Assert.Equal(4 * i + 1, trial.Id);
                study.Tell(trial.Id, TestSpaces.Loss(trial.Configuration));
            }

            return [.. Enumerable.Range(0, 3).Select(_ => study.Ask()!.Configuration)];
        }

        Assert.Equal(string.Join("\n", Draws(Create(), reopened: false)), string.Join("\n", Draws(Create(), reopened: true)));
    }

    [Fact]
    public void Check_Null_Throws() => Assert.Throws<ArgumentNullException>(() => CreateSampler().Check(null!));

    protected IReadOnlyList<Trial> Run(SearchSpace space, long seed, int trials, Sweeper? sweeper = null)
    {
        var study = new Study(space, sweeper ?? Create(), new StudyOptions { Seed = seed });
        study.Run(r => space == TestSpaces.Mixed ? TestSpaces.Loss(r.Configuration) : 0, new RunOptions { MaxTrials = trials });
        return study.Trials;
    }
}
