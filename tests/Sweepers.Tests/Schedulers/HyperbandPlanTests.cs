using MLNetTuning.Sweepers.Schedulers;

namespace MLNetTuning.Sweepers.Tests.Schedulers;

public class HyperbandPlanTests
{
    [Fact]
    public void Plan_Of81By3_IsThePapers()
    {
        var plan = new HyperbandOptions().Plan();
        Assert.Equal(["81 27 9 3 1", "34 11 3 1", "15 5 1", "8 2", "5"], plan.Select(b => string.Join(" ", b.Sizes)));
        Assert.Equal(["1 3 9 27 81", "3 9 27 81", "9 27 81", "27 81", "81"], plan.Select(b => string.Join(" ", b.Budgets)));
        Assert.Equal(206, plan.Sum(b => b.Trials));
    }

    [Theory]
    [InlineData(27, "27 9 3 1|12 4 1|6 2|4")]
    [InlineData(100, "81 27 9 3 1|34 11 3 1|15 5 1|8 2|5")]
    [InlineData(1, "1")]
    [InlineData(243, "243 81 27 9 3 1|98 32 10 3 1|41 13 4 1|18 6 2|9 3|6")]
    public void Plan_OfOtherMaxima_FollowsTheFormula(double max, string expected) =>
        Assert.Equal(expected, string.Join("|", new HyperbandOptions { MaxBudget = max }.Plan().Select(b => string.Join(" ", b.Sizes))));

    [Fact]
    public void Plan_MaximumThatIsNoPower_RoundsBudgetsUp()
    {
        Assert.Equal([2.0, 4, 12, 34, 100], new HyperbandOptions { MaxBudget = 100 }.Plan()[0].Budgets);
        Assert.Equal(100 / 81.0, new HyperbandOptions { MaxBudget = 100, WholeBudgets = false }.Plan()[0].Budgets[0], 12);
    }

    [Fact]
    public void Plan_OwnRungs_AreKept()
    {
        var plan = new HyperbandOptions { Rungs = [2, 6, 14, 30] }.Plan();
        Assert.Equal(["27 9 3 1", "12 4 1", "6 2", "4"], plan.Select(b => string.Join(" ", b.Sizes)));
        Assert.Equal(["2 6 14 30", "6 14 30", "14 30", "30"], plan.Select(b => string.Join(" ", b.Budgets)));
    }

    [Theory]
    [InlineData(206, "81 27 9 3 1|34 11 3 1|15 5 1|8 2|5")]
    [InlineData(200, "81 27 9 3 1|34 11 3 1|15 5 1|7 2")]
    [InlineData(124, "81 27 9 3 1|1 1 1")]
    [InlineData(30, "20 6 2 1 1")]
    [InlineData(6, "2 1 1 1 1")]
    [InlineData(3, "1 1 1")]
    [InlineData(1, "1")]
    public void Plan_WithATrialLimit_FillsItAndNeverPassesIt(int limit, string expected)
    {
        var plan = new HyperbandOptions { MaxTrials = limit }.Plan();
        Assert.InRange(plan.Sum(b => b.Trials), 1, limit);
        Assert.Equal(expected, string.Join("|", plan.Select(b => string.Join(" ", b.Sizes))));
    }

    [Fact]
    public void Plan_Iterations_RepeatTheWhole()
    {
        var plan = new HyperbandOptions { MaxBudget = 9, Iterations = 2 }.Plan();
        Assert.Equal(["9 3 1", "5 1", "3", "9 3 1", "5 1", "3"], plan.Select(b => string.Join(" ", b.Sizes)));
    }

    [Fact]
    public void Cost_CountsAPromotionsNewStepsOnly() =>
        Assert.Equal(81 * 1 + 27 * 2 + 9 * 6 + 3 * 18 + 54, new HyperbandOptions().Plan()[0].Cost);

    [Fact]
    public void Plan_BadOptions_ReportsEveryViolation()
    {
        var bad = new HyperbandOptions { MaxBudget = -1, MinBudget = 0, Factor = 1, Iterations = 0, MaxTrials = 0, WholeBudgets = false };
        var error = Assert.Throws<ArgumentException>(bad.Plan);
        Assert.Equal(
            "HyperbandOptions has 5 errors:\n- MaxBudget is -1. Allowed: finite, above 0.\n- MinBudget is 0. Allowed: above 0, at most MaxBudget (-1).\n"
            + "- Factor is 1. Allowed: finite, at least 2.\n- Iterations is 0. Allowed: at least 1.\n"
            + "- MaxTrials is 0. Allowed: at least 1, or null for the whole plan.",
            error.Message);
    }

    [Fact]
    public void Plan_ThatWouldNeverEnd_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new HyperbandOptions { MaxBudget = 1e12, MinBudget = 1 }.Plan());
        Assert.Contains("at most 1000000", error.Message);
        Assert.Contains("WholeBudgets", Assert.Throws<ArgumentException>(() => new HyperbandOptions { MaxBudget = 1, MinBudget = 0.1 }.Plan()).Message);
        Assert.Contains("growing", Assert.Throws<ArgumentException>(() => new HyperbandOptions { Rungs = [1, 1] }.Plan()).Message);
        Assert.Contains("at least one budget", Assert.Throws<ArgumentException>(() => new SuccessiveHalvingOptions { Rungs = [] }.Plan()).Message);
    }
}
