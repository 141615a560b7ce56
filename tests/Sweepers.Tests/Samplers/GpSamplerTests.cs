using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Samplers;

public class GpSamplerTests : SamplerContract
{
    [Fact]
    public void Sample_SmoothFunction_ComesCloseInFewTrials()
    {
        var space = new SearchSpace(new FloatParameter("x", -5, 10), new FloatParameter("y", 1e-3, 10, Scale.Log));
        var study = new Study(space, Sweeper.Gp());
        study.Run(r => Math.Pow(r.Configuration.GetDouble("x") - 3, 2) + Math.Pow(Math.Log10(r.Configuration.GetDouble("y")) + 1, 2), new RunOptions { MaxTrials = 35 });
        Assert.True(study.Best!.Value < 1e-3, $"best {study.Best.Value}");
    }

    [Fact]
    public void Sample_SmoothFunctionGoneOnWith_ComesEverCloser()
    {
        var space = new SearchSpace(new FloatParameter("x", -5, 10), new FloatParameter("y", 0, 15));
        double[] bests = [.. Enumerable.Range(1, 4).Select(seed =>
        {
            var study = new Study(space, Sweeper.Gp(), new StudyOptions { Seed = seed });
            study.Run(r => Branin(r.Configuration.GetDouble("x"), r.Configuration.GetDouble("y")), new RunOptions { MaxTrials = 80 });
            return study.Best!.Value!.Value - 0.39788735772973816;
        })];
        Assert.True(bests.Order().ElementAt(2) < 2e-6, string.Join(" ", bests));
    }

    [Fact]
    public void Sample_HugeLosses_DoNotHideTheGoodOnes()
    {
        var space = new SearchSpace(new FloatParameter("x", 0, 1));
        var study = new Study(space, Sweeper.Gp());
        study.Run(r => r.Configuration.GetDouble("x") is var x && x > 0.6 ? 1e12 * x : Math.Abs(x - 0.3), new RunOptions { MaxTrials = 30 });
        Assert.True(study.Best!.Value < 0.01, $"best {study.Best.Value}");
    }

    [Fact]
    public void Sample_RunningTrials_AreKeptAwayFrom()
    {
        var study = new Study(new SearchSpace(new FloatParameter("x", 0, 1)), Sweeper.Gp());
        study.Run(r => Math.Abs(r.Configuration.GetDouble("x") - 0.3), new RunOptions { MaxTrials = 15 });
        Assert.Equal(6, Enumerable.Range(0, 6).Select(_ => study.Ask()!.Configuration).Distinct().Count());
    }

    [Fact]
    public void Options_Wrong_AreAllNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => Sweeper.Gp(new() { MostObservations = 1, StartupTrials = 1, MaxTrials = 0, Budget = 0 }));
        Assert.All(new[] { "MostObservations", "StartupTrials", "MaxTrials", "Budget" }, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    protected override Sweeper Create() => Sweeper.Gp();

    protected override ISampler CreateSampler() => new GpSampler();

    private static double Branin(double x, double y) =>
        Math.Pow(y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6, 2) + 10 * (1 - 1 / (8 * Math.PI)) * Math.Cos(x) + 10;
}
