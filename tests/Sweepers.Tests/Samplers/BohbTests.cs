using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Samplers;

public class BohbTests
{
    [Fact]
    public void Bohb_CheapBudgetsThatTell_ComesNearerThanHyperband()
    {
        Assert.True(Median(Sweeper.Bohb(new() { MaxBudget = 27, Iterations = 2 })) < 0.7 * Median(Sweeper.Hyperband(new() { MaxBudget = 27, Iterations = 2 })));
    }

    [Fact]
    public void Bohb_Plan_IsHyperbands() =>
        Assert.Equal(new Study(new SearchSpace(), Sweeper.Hyperband(new())).PlannedTrials, new Study(new SearchSpace(), Sweeper.Bohb(new())).PlannedTrials);

    private static double Median(Sweeper sweeper) => Enumerable.Range(0, 11).Select(seed =>
    {
        var space = new SearchSpace([.. Enumerable.Range(0, 4).Select(i => new FloatParameter("x" + i, -1, 1))]);
        var study = new Study(space, sweeper, new StudyOptions { Seed = seed });
        study.Run(r => r.Configuration.Sum(p => Math.Pow(p.Value.ToDouble() - 0.3, 2)) + 1 / r.Trial.Budget);
        return study.Best!.Value!.Value - 1.0 / 27;
    }).Order().ElementAt(5);
}
