using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Samplers;

public class TpeSamplerTests : SamplerContract
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public void Sample_Bowl_EndsNearerThanRandomSearch(bool? multivariate)
    {
        var space = new SearchSpace([.. Enumerable.Range(0, 5).Select(i => new FloatParameter("x" + i, -1, 1))]);
        double tpe = Median(space, Sweeper.Tpe(new() { Multivariate = multivariate })), random = Median(space, Sweeper.Random());
        Assert.True(tpe < 0.5 * random, $"TPE {tpe}, random {random}");
    }

    [Fact]
    public void Sample_RunningTrials_AreKeptAwayFrom()
    {
        var space = new SearchSpace(new FloatParameter("x", 0, 1));
        var study = new Study(space, Sweeper.Tpe());
        study.Run(r => Math.Abs(r.Configuration.GetDouble("x") - 0.3), new RunOptions { MaxTrials = 40 });
        var drawn = Enumerable.Range(0, 10).Select(_ => study.Ask()!.Configuration.GetDouble("x")).ToList();
        Assert.Equal(10, drawn.Distinct().Count());
        Assert.Contains(drawn, x => Math.Abs(x - drawn[0]) > 0.02);
    }

    [Fact]
    public void Options_Wrong_AreAllNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => Sweeper.Tpe(new() { Candidates = 0, GoodShare = 1, StartupTrials = 0, MostGood = 0, MaxTrials = 0, Budget = 0 }));
        Assert.All(new[] { "Candidates", "GoodShare", "StartupTrials", "MostGood", "MaxTrials", "Budget" }, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    protected override Sweeper Create() => Sweeper.Tpe();

    protected override ISampler CreateSampler() => new TpeSampler();

    private static double Median(SearchSpace space, Sweeper sweeper) => Enumerable.Range(0, 9).Select(seed =>
    {
        var study = new Study(space, sweeper, new StudyOptions { Seed = seed });
        study.Run(r => r.Configuration.Sum(p => Math.Pow(p.Value.ToDouble() - 0.3, 2)), new RunOptions { MaxTrials = 80 });
        return study.Best!.Value!.Value;
    }).Order().ElementAt(4);
}
