using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Samplers;

public class CostFrugalSamplerTests : SamplerContract
{
    private static readonly SearchSpace s_trees = new(
        new IntParameter("leaves", 4, 32768, Scale.Log) { LowCost = 4 }, new IntParameter("trees", 4, 32768, Scale.Log) { LowCost = 4 }, new FloatParameter("rate", 1e-3, 1, Scale.Log));

    [Fact]
    public void Sample_First_IsTheCheapestConfiguration()
    {
        var first = new Study(s_trees, Sweeper.CostFrugal()).Ask()!.Configuration;
        Assert.Equal(s_trees.LowCost, first);
        Assert.Equal(4, first.GetInt32("leaves"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_CheapIsGoodEnough_SpendsFarLessThanRandom(bool blend)
    {
        // What a model costs grows with its size; what it brings does not beyond 60 trees of 30 leaves.
        static double Cost(Configuration c) => (double)c.GetInt32("leaves") * c.GetInt32("trees");
        static double Loss(Configuration c) => Math.Pow(Math.Log2(c.GetInt32("leaves")) - 5, 2) + Math.Pow(Math.Log2(c.GetInt32("trees")) - 6, 2)
            + Math.Pow(Math.Log10(c.GetDouble("rate")) + 1, 2);
        var frugal = new Study(s_trees, Sweeper.CostFrugal(new() { Blend = blend }));
        frugal.Run(r => Loss(r.Configuration), new RunOptions { MaxTrials = 60 });
        var random = new Study(s_trees, Sweeper.Random());
        random.Run(r => Loss(r.Configuration), new RunOptions { MaxTrials = 60 });
        double spent = frugal.Trials.Sum(t => Cost(t.Configuration)), randomly = random.Trials.Sum(t => Cost(t.Configuration));
        Assert.True(frugal.Best!.Value < 1, $"frugal {frugal.Best.Value}");
        Assert.True(spent < 0.05 * randomly, $"frugal {spent}, random {randomly}");
    }

    [Fact]
    public void Sample_Converged_BeginsAnewNearItsStart()
    {
        var space = new SearchSpace(new FloatParameter("x", 0, 1) { LowCost = 0.2 });
        var study = new Study(space, Sweeper.CostFrugal(new() { Blend = false }));
        study.Run(r => Math.Abs(r.Configuration.GetDouble("x") - 0.3), new RunOptions { MaxTrials = 120 });
        Assert.True(study.Best!.Value < 1e-2);
        // A walk that only went on where it stood would never be far from 0.3 again.
        Assert.Contains(study.Trials.Skip(60), t => Math.Abs(t.Configuration.GetDouble("x") - 0.3) > 0.1);
    }

    [Fact]
    public void Sample_Stratified_BeginsEveryValueAndStaysWithTheBetter()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.CostFrugal(new() { StratifyBy = "trainer", Blend = false }));
        study.Run(r => TestSpaces.Loss(r.Configuration), new RunOptions { MaxTrials = 90 });
        Assert.Equal(["network", "trees", "linear"], study.Trials.Take(3).Select(t => t.Configuration.GetString("trainer")));
        int network = study.Trials.Count(t => t.Configuration.GetString("trainer") == "network");
        Assert.InRange(network, 36, 88);
        Assert.Equal("network", study.Best!.Configuration.GetString("trainer"));
    }

    [Fact]
    public void Sample_StartShare_SpreadsTheStarts()
    {
        var study = new Study(TestSpaces.Mixed, Sweeper.CostFrugal(new() { StratifyBy = "trainer", Blend = false, StartShare = 0.1 }), new StudyOptions { InitialConfigurations = [TestSpaces.Mixed.LowCost] });
        study.Run(r => TestSpaces.Loss(r.Configuration), new RunOptions { MaxTrials = 60 });
        Assert.True(study.Trials.First(t => t.Configuration.GetString("trainer") == "trees").Id > 1);
        Assert.Equal(3, study.Trials.Select(t => t.Configuration.GetString("trainer")).Distinct().Count());
    }

    [Fact]
    public void Sample_CostInSeconds_PrefersTheFasterOfTwoEqualWalks()
    {
        var clock = new ManualClock();
        var space = new SearchSpace(new ChoiceParameter("model", "slow", "fast"), new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1));
        var study = new Study(space, Sweeper.CostFrugal(new() { StratifyBy = "model", Blend = false, Cost = FrugalCost.Seconds }), new StudyOptions { Clock = clock });
        study.Run(r =>
        {
            clock.Now += TimeSpan.FromSeconds(r.Configuration.GetString("model") == "slow" ? 50 : 1);
            return Math.Abs(r.Configuration.GetDouble("x") - 0.9) + Math.Abs(r.Configuration.GetDouble("y") - 0.1);
        }, new RunOptions { MaxTrials = 100 });
        Assert.InRange(study.Trials.Count(t => t.Configuration.GetString("model") == "fast"), 75, 99);
    }

    [Fact]
    public void Ask_ManyAtOnce_AllDiffer()
    {
        var study = new Study(s_trees, Sweeper.CostFrugal());
        Assert.Equal(8, Enumerable.Range(0, 8).Select(_ => study.Ask()!.Configuration).Distinct().Count());
    }

    [Fact]
    public void Options_Wrong_AreAllNamed()
    {
        var error = Assert.Throws<ArgumentException>(() => Sweeper.CostFrugal(new() { StartShare = 0, Cost = (FrugalCost)9, MaxTrials = 0, Budget = 0 }));
        Assert.All(new[] { "StartShare", "Cost", "MaxTrials", "Budget" }, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.Contains("StratifyBy", Assert.Throws<ArgumentException>(() => new Study(s_trees, Sweeper.CostFrugal(new() { StratifyBy = "rate" }))).Message, StringComparison.Ordinal);
    }

    protected override Sweeper Create() => Sweeper.CostFrugal();

    protected override ISampler CreateSampler() => new CostFrugalSampler();

    private sealed class ManualClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
