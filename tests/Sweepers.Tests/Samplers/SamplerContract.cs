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
    public void Sample_FiniteSpace_TriesEveryPointOnceAndEnds()
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
    public void Check_Null_Throws() => Assert.Throws<ArgumentNullException>(() => CreateSampler().Check(null!));

    protected IReadOnlyList<Trial> Run(SearchSpace space, long seed, int trials, Sweeper? sweeper = null)
    {
        var study = new Study(space, sweeper ?? Create(), new StudyOptions { Seed = seed });
        study.Run(r => space == TestSpaces.Mixed ? TestSpaces.Loss(r.Configuration) : 0, new RunOptions { MaxTrials = trials });
        return study.Trials;
    }
}
