using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Sweepers.Tiers;

namespace MLNetTuning.Sweepers.Tests.Tiers;

public class TierSamplerTests
{
    private static readonly SearchSpace _network = new(
        new FloatParameter("LearningRate", 1e-4, 1, Scale.Log) { Default = 0.5 },
        new FloatParameter("momentum", 0.5, 0.99, Scale.ReverseLog),
        new IntParameter("net/BatchSize", 32, 512, Scale.Log) { StepFactor = 2 },
        new IntParameter("layers", 1, 4) { Default = 1 },
        new FloatParameter("weight_decay", 1e-6, 1, Scale.Log),
        new ChoiceParameter("activation", "relu", "silu"));

    private static double Loss(Configuration c) => Math.Abs(Math.Log10(c.GetDouble("LearningRate")) + 2)
        + Math.Abs(c.GetDouble("momentum") - 0.9) + Math.Abs(c.GetInt32("layers") - 3) + Math.Abs(Math.Log2(c.GetInt32("net/BatchSize")) - 7);

    private static Study Run(int concurrency = 1, long seed = 1)
    {
        var study = new Study(_network, Sweeper.Tiers(), new StudyOptions { Seed = seed });
        study.Run(r => Loss(r.Configuration), new RunOptions { MaxConcurrency = concurrency });
        return study;
    }

    [Fact]
    public void TierOf_UsualNames_FollowTheUsualOrder()
    {
        var sampler = new TierSampler();
        Assert.Equal([0, 1, 1, 2, 2, 2], _network.Parameters.Select(p => sampler.TierOf(p.Name)));
        Assert.Equal([0, 0, 0, 2, 1, 1, 2], new[] { "lr", "e3/LearningRate", "optimizer.learning-rate", "dropout_rate", "Beta2", "units_3", "number of layers" }.Select(sampler.TierOf));
    }

    [Fact]
    public void Run_Plan_VariesOneTierAfterTheOtherAroundTheBest()
    {
        var study = Run();
        Assert.Equal((45, 45), (study.PlannedTrials!.Value, study.Trials.Count));
        Assert.Equal(_network.Default, study.Trials[0].Configuration);
        Assert.Single(study.Trials.Take(15).Select(t => (t.Configuration["momentum"], t.Configuration["net/BatchSize"], t.Configuration["layers"], t.Configuration["activation"])).Distinct());
        double rate = study.Trials.Take(15).MinBy(t => t.Value)!.Configuration.GetDouble("LearningRate");
        Assert.All(study.Trials.Skip(15), t => Assert.Equal(rate, t.Configuration.GetDouble("LearningRate")));
        var second = study.Trials.Take(30).MinBy(t => t.Value)!.Configuration;
        Assert.All(study.Trials.Skip(30), t => Assert.Equal((second["momentum"], second["net/BatchSize"]), (t.Configuration["momentum"], t.Configuration["net/BatchSize"])));
        Assert.True(study.Trials.Skip(30).Select(t => t.Configuration["layers"]).Distinct().Count() > 1);
        Assert.Equal(45, study.Trials.Select(t => t.Configuration).Distinct().Count());
        Assert.True(study.Best!.Value < study.Trials[0].Value / 2);
    }

    [Fact]
    public void Run_Resumed_GoesOnTheSame()
    {
        var store = new MemoryStudyStore();
        foreach (int trials in new[] { 7, 14, 24 })
        {
            new Study(_network, Sweeper.Tiers(), new StudyOptions { Seed = 1, Store = store }).Run(r => Loss(r.Configuration), new RunOptions { MaxTrials = trials });
        }

        Assert.Equal(Run().Trials.Select(t => t.Configuration), new Study(_network, Sweeper.Tiers(), new StudyOptions { Seed = 1, Store = store }).Trials.Select(t => t.Configuration));
    }

    [Fact]
    public void Run_Parallel_WaitsForATierToEnd()
    {
        var study = Run(concurrency: 4);
        double rate = study.Trials.Take(15).MinBy(t => t.Value)!.Configuration.GetDouble("LearningRate");
        Assert.All(study.Trials.Skip(15), t => Assert.Equal(rate, t.Configuration.GetDouble("LearningRate")));
    }

    [Fact]
    public void Run_SmallTierOfAConditionalSpace_HandsItsTrialsToTheNext()
    {
        var tiers = new TierOptions { Tiers = [new("which", "kind"), new("all", "*")], TrialsPerTier = 10 };
        var study = new Study(TestSpaces.Mixed, Sweeper.Tiers(new TierOptions { Tiers = [new("which", "trainer"), new("all", "*")], TrialsPerTier = 10 }));
        study.Run(r => TestSpaces.Loss(r.Configuration));
        Assert.Equal(20, study.Trials.Count);
        Assert.All(study.Trials.Skip(3), t => Assert.Equal("network", t.Configuration.GetString("trainer")));
        Assert.All(study.Trials, t => Assert.Empty(TestSpaces.Mixed.Violations(t.Configuration)));
        var small = new Study(TestSpaces.Small, Sweeper.Tiers(tiers));
        Assert.Equal(RunEnd.PlanFinished, small.Run(r => r.Configuration.GetString("kind") == "a" ? 1 : 0));
        Assert.InRange(small.Trials.Count, 3, 5);
    }

    [Fact]
    public void Run_UnderConstraints_ProposesOnlyWhatIsAllowed()
    {
        var space = _network.Where("LearningRate * layers < 0.9").Where("momentum < 0.95 or LearningRate < 0.01");
        var study = new Study(space, Sweeper.Tiers(), new StudyOptions { Seed = 2 });
        study.Run(r => Loss(r.Configuration));
        Assert.Equal(45, study.Trials.Count);
        Assert.All(study.Trials, t => Assert.True(space.IsFeasible(t.Configuration)));
    }

    [Fact]
    public void Options_Wrong_AreRefused()
    {
        Assert.Contains("3 errors", Assert.Throws<ArgumentException>(() => Sweeper.Tiers(new TierOptions { Tiers = [], TrialsPerTier = 0, Budget = 0 })).Message);
        Assert.Contains("needs at least one parameter", Assert.Throws<ArgumentException>(() => new Tier("none")).Message);
        Assert.Contains("no tier names any", Assert.Throws<ArgumentException>(() => new Study(new SearchSpace(new BoolParameter("x")), Sweeper.Tiers())).Message);
    }
}
