using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests;

/// <summary>Defaults are promises: a change here is a change users notice, and belongs in the changelog and docs/sweepers.md.</summary>
public class DefaultsTests
{
    [Fact]
    public void RandomAndGrid_Defaults_ArePinned()
    {
        var random = new RandomOptions();
        Assert.Equal((null, 1.0, null), (random.MaxTrials, random.Budget, random.StratifyBy));
        var grid = new GridOptions();
        Assert.Equal((5, 1000, 1.0, 0), (grid.Levels, grid.MaxTrials, grid.Budget, grid.LevelsByParameter.Count));
    }

    [Fact]
    public void CoarseToFine_Defaults_ArePinned()
    {
        var o = new CoarseToFineOptions();
        Assert.Equal((3, 20, 0.25, 0.1, 0.1, 0.5, 0.1), (o.Rounds, o.TrialsPerRound, o.KeepShare, o.Margin, o.WallShare, o.WidenBy, o.ExploreShare));
        Assert.Equal((1, 1), (o.Budget, o.ShrinkFactor));
    }

    [Fact]
    public void CmaEsAndCostFrugal_Defaults_ArePinned()
    {
        var cma = new CmaEsOptions();
        Assert.Equal((null, 1, null, 1.0 / 6, true), (cma.MaxTrials, cma.Budget, cma.Population, cma.FirstStep, cma.Restarts));
        var frugal = new CostFrugalOptions();
        Assert.Equal((null, 1, true, null, 1, FrugalCost.Trials), (frugal.MaxTrials, frugal.Budget, frugal.Blend, frugal.StratifyBy, frugal.StartShare, frugal.Cost));
        var warm = new WarmStartOptions();
        Assert.Equal((10, 0.05), (warm.Configurations, warm.LeastDistance));
    }

    [Fact]
    public void HyperbandAndHalving_Defaults_ArePinned()
    {
        var h = new HyperbandOptions();
        Assert.Equal((81, 1, 3, 1, true), (h.MaxBudget, h.MinBudget, h.Factor, h.Iterations, h.WholeBudgets));
        Assert.Equal((null, null, null, null), (h.Rungs, h.MaxTrials, h.StratifyBy, h.PromoteBestOfEach));
        Assert.Equal(HyperbandSizes.Formula, h.Sizes);
        var p = new PopulationOptions();
        Assert.Equal((20, 10, 6, 0.25, 0.25, 0.2, null), (p.Population, p.Generations, p.Interval, p.Truncation, p.ResampleShare, p.Perturbation, p.Changing));
        var s = new SuccessiveHalvingOptions();
        Assert.Equal((27, 81, 1, 3, true), (s.Configurations, s.MaxBudget, s.MinBudget, s.Factor, s.WholeBudgets));
    }

    [Fact]
    public void Study_Defaults_ArePinned()
    {
        var o = new StudyOptions();
        Assert.Equal(("study", ObjectiveDirection.Minimize, 0L, null, 0), (o.Name, o.Direction, o.Seed, o.Store, o.InitialConfigurations.Count));
        Assert.Same(TimeProvider.System, o.Clock);
        var r = new RunOptions();
        Assert.Equal((null, null, null, 1, null), (r.MaxTrials, r.TimeLimit, r.TrialTimeLimit, r.MaxConcurrency, r.TrialEnded));
    }

    [Theory]
    [InlineData("random(budget 1)")]
    [InlineData("grid(1000 trials, budget 1, levels 5)")]
    [InlineData("coarse to fine(20 trials a round, budget 1, shares 0.25 0.1 0.1 0.5 0.1)")]
    [InlineData("cma-es(budget 1, population usual, first step 0.16666666666666666, with restarts)")]
    [InlineData("cost-frugal(budget 1, blended with tpe, cost in trials)")]
    [InlineData("hyperband(3x1 > 1x3; 2x3)")]
    [InlineData("successive halving(27x1 > 9x3 > 3x9 > 1x27 > 1x81)")]
    public void Descriptions_OfTheDefaults_ArePinned(string expected)
    {
        Sweeper[] sweepers =
        [
            Sweeper.Random(), Sweeper.Grid(), Sweeper.CoarseToFine(), Sweeper.CmaEs(), Sweeper.CostFrugal(), Sweeper.Hyperband(new HyperbandOptions { MaxBudget = 3 }), Sweeper.SuccessiveHalving(),
        ];
        Assert.Contains(expected, sweepers.Select(s => s.Description));
    }
}
