using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Samplers;

public class PortfolioTests
{
    private static readonly SearchSpace s_space = new(new FloatParameter("x", 0, 1), new IntParameter("n", 1, 9) { Step = 2 }, new ChoiceParameter("c", "a", "b"));

    [Fact]
    public void WithPortfolio_Configurations_AreTriedFirstInTheirOrder()
    {
        var sweeper = Sweeper.Tpe().WithPortfolio([At(0.9, 3, "b"), At(0.1, 5, "a"), At(0.9, 3, "b")]);
        var study = new Study(s_space, sweeper, new StudyOptions { InitialConfigurations = [At(0.5, 1, "a")] });
        study.Run(_ => 1, new RunOptions { MaxTrials = 5 });
        Assert.Equal([At(0.5, 1, "a"), At(0.9, 3, "b"), At(0.1, 5, "a")], study.Trials.Take(3).Select(t => t.Configuration));
        Assert.Equal(5, study.Trials.Select(t => t.Configuration).Distinct().Count());
    }

    [Fact]
    public void WithPortfolio_OfAnotherSpace_TakesWhatFits()
    {
        var sweeper = Sweeper.Random().WithPortfolio([
            Configuration.Of(("x", 7), ("n", 3.9), ("c", "z"), ("foreign", true)),
            Configuration.Of(("foreign", true), ("c", "z")),
            Configuration.Of(("n", -4), ("c", "b"))]);
        var study = new Study(s_space, sweeper);
        study.Run(_ => 1, new RunOptions { MaxTrials = 3 });
        Assert.Equal(At(1, 3, "a"), study.Trials[0].Configuration);
        Assert.Equal(At(0.5, 1, "b"), study.Trials[1].Configuration);
    }

    [Fact]
    public void WithPortfolio_Constraints_PassOverWhatTheyForbid()
    {
        var space = new SearchSpace([.. s_space.Parameters], [Constraint.Parse("x < 0.5")]);
        var study = new Study(space, Sweeper.Random().WithPortfolio([At(0.9, 3, "b"), At(0.1, 5, "a")]));
        Assert.Equal(At(0.1, 5, "a"), study.Ask()!.Configuration);
    }

    [Fact]
    public void WithWarmStart_EarlierStudy_ItsBestThatAreNotAlikeComeFirst()
    {
        var earlier = new Study(s_space, Sweeper.Random().WithPortfolio([At(0.5, 3, "a"), At(0.501, 3, "a"), At(0.7, 3, "b"), At(0.2, 3, "a"), At(0.9, 9, "b")]),
            new StudyOptions { Direction = ObjectiveDirection.Maximize });
        double[] values = [10, 9, 8, 7, double.NaN];
        earlier.Run(r => values[r.Trial.Id], new RunOptions { MaxTrials = 5 });

        var study = new Study(s_space, Sweeper.Gp().WithWarmStart(earlier, new() { Configurations = 3 }));
        Assert.Equal([At(0.5, 3, "a"), At(0.7, 3, "b"), At(0.2, 3, "a")], Enumerable.Range(0, 3).Select(_ => study.Ask()!.Configuration));
        Assert.All(study.Trials, t => Assert.Null(t.Value));
    }

    [Fact]
    public void WithWarmStart_SeveralBudgets_TheLargestSpeaksFirst()
    {
        var earlier = new Study(s_space, Sweeper.SuccessiveHalving(new() { Configurations = 9, MaxBudget = 9 }));
        // A small budget looks better than it is.
        earlier.Run(r => r.Trial.Budget + r.Configuration.GetDouble("x"));
        var furthest = earlier.Trials.Where(t => t.Budget == 9).MinBy(t => t.Value)!;
        Assert.Equal(furthest.Configuration, new Study(s_space, Sweeper.Random().WithWarmStart(earlier)).Ask()!.Configuration);
    }

    [Fact]
    public void Description_OfAPortfolio_TellsPortfoliosApart()
    {
        Sweeper one = Sweeper.Random().WithPortfolio([At(0.1, 1, "a")]), other = Sweeper.Random().WithPortfolio([At(0.2, 1, "a")]);
        Assert.NotEqual(one.Description, other.Description);
        Assert.Equal(one.Description, Sweeper.Random().WithPortfolio([At(0.1, 1, "a")]).Description);
        Assert.Equal(Sweeper.Random().Description, Sweeper.Random().WithPortfolio([]).Description);
        Assert.Single(one.WithStopping(StoppingRule.Median()).WithSampler("grid", () => new GridSampler()).Portfolio);
        var store = new MemoryStudyStore();
        _ = new Study(s_space, one, new StudyOptions { Store = store });
        Assert.Contains("portfolio of 1", Assert.Throws<InvalidOperationException>(() => new Study(s_space, other, new StudyOptions { Store = store })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_ReadBack_GoesOnInThePortfolio()
    {
        var store = new MemoryStudyStore();
        var sweeper = Sweeper.Tpe().WithPortfolio([At(0.9, 3, "b"), At(0.1, 5, "a"), At(0.3, 7, "a")]);
        new Study(s_space, sweeper, new StudyOptions { Store = store }).Run(_ => 1, new RunOptions { MaxTrials = 2 });
        Assert.Equal(At(0.3, 7, "a"), new Study(s_space, sweeper, new StudyOptions { Store = store }).Ask()!.Configuration);
    }

    [Fact]
    public void WarmStartOptions_Wrong_AreAllNamed()
    {
        var earlier = new Study(s_space, Sweeper.Random());
        var error = Assert.Throws<ArgumentException>(() => Sweeper.Random().WithWarmStart(earlier, new() { Configurations = 0, LeastDistance = 2 }));
        Assert.All(new[] { "Configurations", "LeastDistance" }, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    private static Configuration At(double x, int n, string c) => Configuration.Of(("x", x), ("n", n), ("c", c));
}
