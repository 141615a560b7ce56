using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tests.Samplers;

public class GridSamplerTests : SamplerContract
{
    protected override Sweeper Create() => Sweeper.Grid();

    protected override ISampler CreateSampler() => new GridSampler();

    [Fact]
    public void Sample_WithinTheCap_WalksTheFirstParameterSlowest()
    {
        var space = new SearchSpace(new ChoiceParameter("c", "a", "b"), new IntParameter("n", 1, 3));
        Assert.Equal(
            ["c=a, n=1", "c=a, n=2", "c=a, n=3", "c=b, n=1", "c=b, n=2", "c=b, n=3"],
            Run(space, 0, 100).Select(t => t.Configuration.ToString()));
    }

    [Fact]
    public void Sample_Conditions_SkipWhatIsInactive() => Assert.Equal(
        ["kind=a, n=1", "kind=a, n=2", "kind=a, n=3", "kind=b, flag=false", "kind=b, flag=true"],
        Run(TestSpaces.Small, 0, 100).Select(t => t.Configuration.ToString()));

    [Fact]
    public void CountPoints_OfConditions_AddsTheBranches()
    {
        // network 5 x 5 x (no norm: 1 + norm: 5), trees 5 x 5, linear 1, each times five levels of l2.
        Assert.Equal((25 * 6 + 25 + 1) * 5, new GridOptions().CountPoints(TestSpaces.Mixed));
        var fine = new GridOptions { LevelsByParameter = new Dictionary<string, int> { ["l2"] = 1, ["rate"] = 10 } };
        Assert.Equal(50 * 6 + 25 + 1, fine.CountPoints(TestSpaces.Mixed));
    }

    [Fact]
    public void Sample_AboveTheCap_SpreadsOverTheGrid()
    {
        var space = new SearchSpace(new IntParameter("a", 0, 99), new IntParameter("b", 0, 99));
        var trials = Run(space, 0, 1000, Sweeper.Grid(new GridOptions { Levels = 100, MaxTrials = 100 }));
        Assert.Equal(100, trials.Count);
        var tenths = trials.GroupBy(t => t.Configuration.GetInt32("a") / 10).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(10, tenths.Count);
        Assert.All(tenths.Values, n => Assert.InRange(n, 8, 12));
    }

    [Fact]
    public void Sample_HugeGrid_IsWalkedWithoutBeingBuilt()
    {
        var space = new SearchSpace(Enumerable.Range(0, 60).Select(i => new BoolParameter("b" + i)));
        Assert.Equal(50, Run(space, 0, 50).Select(t => t.Configuration).Distinct().Count());
        var larger = new SearchSpace(Enumerable.Range(0, 80).Select(i => new BoolParameter("b" + i)));
        Assert.Contains("2^62", Assert.Throws<ArgumentException>(() => Run(larger, 0, 1)).Message);
    }

    [Fact]
    public void Options_NotAllowed_ReportsEveryViolation()
    {
        var bad = new GridOptions { Levels = 0, MaxTrials = 0, Budget = 0, LevelsByParameter = new Dictionary<string, int> { ["x"] = -1 } };
        Assert.Equal(
            "GridOptions has 4 errors:\n- Levels is 0. Allowed: 1 to 10000.\n- LevelsByParameter['x'] is -1. Allowed: 1 to 10000.\n"
            + "- MaxTrials is 0. Allowed: at least 1.\n- Budget is 0. Allowed: finite, above 0.",
            Assert.Throws<ArgumentException>(() => Sweeper.Grid(bad)).Message);
        var unknown = new GridOptions { LevelsByParameter = new Dictionary<string, int> { ["nope"] = 2 } };
        Assert.Contains("names 'nope'", Assert.Throws<ArgumentException>(() => Run(TestSpaces.Small, 0, 1, Sweeper.Grid(unknown))).Message);
    }
}
