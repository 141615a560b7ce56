using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Samplers;

/// <summary>What every sweeper must hold to in a space with constraints.</summary>
public class FeasibilityTests
{
    private static readonly SearchSpace _tight = new SearchSpace(
        new FloatParameter("x", 0, 1),
        new FloatParameter("y", 0, 1),
        new ChoiceParameter("kind", "a", "b"),
        new IntParameter("n", 1, 50) { Condition = Condition.On("kind", "b") }).Where("x + y < 0.5").Where("even n", c => c.GetInt32("n") % 2 == 0, "n");

    private static readonly SearchSpace _few = new SearchSpace(
        new IntParameter("a", 1, 10),
        new IntParameter("b", 1, 10)).Where("a * b <= 6");

    public static TheoryData<string> Names => [.. Sweepers.Keys];

    private static Dictionary<string, Sweeper> Sweepers => new()
    {
        ["random"] = Sweeper.Random(),
        ["quasi"] = Sweeper.QuasiRandom(),
        ["grid"] = Sweeper.Grid(new GridOptions { Levels = 10 }),
        ["coarse"] = Sweeper.CoarseToFine(new CoarseToFineOptions { Rounds = 4, TrialsPerRound = 20 }),
        ["tpe"] = Sweeper.Tpe(),
        ["gp"] = Sweeper.Gp(),
        ["hyperband"] = Sweeper.Hyperband(new HyperbandOptions { MaxBudget = 27 }),
        ["bohb"] = Sweeper.Bohb(new HyperbandOptions { MaxBudget = 27 }),
        ["asha"] = Sweeper.Asha(new AshaOptions { MaxBudget = 27 }),
        ["cmaes"] = Sweeper.CmaEs(),
        ["frugal"] = Sweeper.CostFrugal(),
        ["population"] = Sweeper.PopulationBased(new PopulationOptions { Population = 10 }),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Ask_UnderConstraints_ProposesOnlyWhatIsAllowed(string name)
    {
        var study = new Study(_tight, Sweepers[name], new StudyOptions { Seed = 3 });
        study.Run(r => -r.Configuration.GetDouble("x") - r.Configuration.GetDouble("y"), new RunOptions { MaxTrials = 60 });
        Assert.Equal(60, study.Trials.Count);
        Assert.All(study.Trials, t => Assert.True(t.Configuration.GetDouble("x") + t.Configuration.GetDouble("y") < 0.5));
        Assert.All(study.Trials.Where(t => t.Configuration.Contains("n")), t => Assert.Equal(0, t.Configuration.GetInt32("n") % 2));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("quasi")]
    [InlineData("grid")]
    [InlineData("tpe")]
    [InlineData("gp")]
    public void Ask_FewAllowedPoints_TriesEachOnceAndEnds(string name)
    {
        var study = new Study(_few, Sweepers[name], new StudyOptions { Seed = 1 });
        Assert.Equal(RunEnd.PlanFinished, study.Run(r => r.Configuration.GetInt32("a"), new RunOptions { MaxTrials = 1000 }));
        Assert.Equal(14, study.Trials.Select(t => t.Configuration).Distinct().Count());
        Assert.Equal(14, study.Trials.Count);
    }

    [Fact]
    public void Constructor_NothingIsAllowed_SaysWhichConstraintBroke()
    {
        var space = _tight.Where("x > 2");
        var error = Assert.Throws<ArgumentException>(() => new Study(space, Sweeper.Random()));
        Assert.Contains("No configuration keeps the constraints: 10000 random ones were tried", error.Message);
        Assert.Contains("'x > 2' was broken by 10000", error.Message);
    }

    [Fact]
    public void Constructor_InitialConfigurationNotAllowed_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => new Study(_tight, Sweeper.Random(), new StudyOptions
        {
            InitialConfigurations = [Configuration.Of(("x", 0.4), ("y", 0.4))],
        }));
        Assert.Contains("breaks 'x + y < 0.5'", error.Message);
    }

    [Fact]
    public void Open_AnotherConstraint_IsAnotherSpace()
    {
        var store = new MemoryStudyStore();
        _ = new Study(_tight, Sweeper.Random(), new StudyOptions { Store = store });
        var other = _tight.Where("x < 0.4");
        Assert.Contains("its space is", Assert.Throws<InvalidOperationException>(() => new Study(other, Sweeper.Random(), new StudyOptions { Store = store })).Message);
    }
}
