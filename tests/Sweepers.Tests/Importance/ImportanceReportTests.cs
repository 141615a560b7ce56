using MLNetTuning.Sweepers.Importance;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Importance;

public class ImportanceReportTests
{
    private static Study Search(SearchSpace space, Func<Configuration, double> loss, int trials = 300)
    {
        var study = new Study(space, Sweeper.QuasiRandom());
        study.Run(r => loss(r.Configuration), new RunOptions { MaxTrials = trials });
        return study;
    }

    private static double ShareOf(ImportanceReport report, string name) => report.Singles.Single(s => s.Names[0] == name).Share;

    [Fact]
    public void Singles_OfALinearSum_AreItsVariances()
    {
        // Var(a x) is a^2 / 12, so the shares are 9 : 4 : 1 : 0 of 14.
        var space = new SearchSpace([.. new[] { "a", "b", "c", "d" }.Select(n => new FloatParameter(n, 0, 1))]);
        var report = ImportanceReport.Of(Search(space, c => 3 * c.GetDouble("a") + 2 * c.GetDouble("b") + c.GetDouble("c")));
        Assert.Equal(["a", "b", "c", "d"], report.Singles.Select(s => s.Names[0]));
        Assert.InRange(ShareOf(report, "a"), 9 / 14.0 - 0.06, 9 / 14.0 + 0.06);
        Assert.InRange(ShareOf(report, "b"), 4 / 14.0 - 0.06, 4 / 14.0 + 0.06);
        Assert.InRange(ShareOf(report, "c"), 1 / 14.0 - 0.05, 1 / 14.0 + 0.05);
        Assert.InRange(ShareOf(report, "d"), 0, 0.02);
    }

    [Fact]
    public void Pairs_OfAProductAroundZero_HaveWhatNeitherHasAlone()
    {
        var space = new SearchSpace(new FloatParameter("x", -1, 1), new FloatParameter("y", -1, 1), new FloatParameter("z", -1, 1));
        var report = ImportanceReport.Of(Search(space, c => c.GetDouble("x") * c.GetDouble("y"), 400));
        Assert.All(report.Singles, s => Assert.InRange(s.Share, 0, 0.12));
        Assert.Equal(["x", "y"], report.Pairs[0].Names.Order());
        Assert.True(report.Pairs[0].Share > 0.65, report.ToString());
        Assert.All(report.Pairs.Skip(1), p => Assert.InRange(p.Share, 0, 0.1));
    }

    [Fact]
    public void Singles_OfChoicesAndScales_FollowTheParametersOwnScale()
    {
        // Uniform on the log scale, log10(rate) has variance 16 / 12 over four decades; the choice's three values have 2 / 3.
        var space = new SearchSpace(
            new FloatParameter("rate", 1e-5, 1e-1, Scale.Log),
            new ChoiceParameter("kind", "p", "q", "r"),
            new BoolParameter("idle"));
        var report = ImportanceReport.Of(Search(space, c => Math.Log10(c.GetDouble("rate")) + c.GetString("kind")[0]));
        double expected = (16 / 12.0) / (16 / 12.0 + 2 / 3.0);
        Assert.InRange(ShareOf(report, "rate"), expected - 0.06, expected + 0.06);
        Assert.InRange(ShareOf(report, "kind"), 1 - expected - 0.06, 1 - expected + 0.06);
        Assert.InRange(ShareOf(report, "idle"), 0, 0.02);
    }

    [Fact]
    public void Singles_OfAConditionalSpace_WeighABranchByItsPartOfTheSpace()
    {
        var space = new SearchSpace(
            new ChoiceParameter("trainer", "network", "trees"),
            new FloatParameter("rate", 0, 1) { Condition = Condition.On("trainer", "network") },
            new FloatParameter("leaves", 0, 1) { Condition = Condition.On("trainer", "trees") });
        var report = ImportanceReport.Of(Search(space, c => c.GetString("trainer") == "network" ? 1 + 2 * c.GetDouble("rate") : 2 + 0.1 * c.GetDouble("leaves")));
        // The rate moves a half of the space: half of its variance is its own, half is its product with the trainer.
        Assert.Equal("rate", report.Singles[0].Names[0]);
        Assert.InRange(ShareOf(report, "rate"), 0.4, 0.6);
        Assert.InRange(ShareOf(report, "leaves"), 0, 0.05);
        Assert.Equal(["rate", "trainer"], report.Pairs[0].Names.Order());
        Assert.InRange(report.Pairs[0].Share, 0.35, 0.6);
    }

    [Fact]
    public void Marginal_OfAParabola_HasItsMinimumInThePlace()
    {
        var space = new SearchSpace(new FloatParameter("x", 0, 1), new ChoiceParameter("kind", "a", "b"));
        var report = ImportanceReport.Of(Search(space, c => Math.Pow(c.GetDouble("x") - 0.3, 2) + (c.GetString("kind") == "a" ? 0 : 1)));
        var curve = report.Marginal("x", 21);
        Assert.Equal(21, curve.Count);
        Assert.InRange(curve.MinBy(p => p.Mean)!.Value.ToDouble(), 0.2, 0.4);
        Assert.Equal([0.16, 1.16], report.Marginal("kind").Select(p => Math.Round(p.Mean - curve.Average(c => c.Mean) + 0.66, 1) is var m && m < 0.66 ? 0.16 : 1.16));
    }

    [Fact]
    public void Of_SameSeed_IsTheSame_AndRanksTameOutliers()
    {
        var space = new SearchSpace(new FloatParameter("x", 0, 1), new FloatParameter("y", 0, 1));
        var study = Search(space, c => c.GetDouble("y") > 0.97 ? 1e9 : c.GetDouble("x"));
        Assert.Equal(ImportanceReport.Of(study).ToString(), ImportanceReport.Of(study).ToString());
        Assert.Equal("y", ImportanceReport.Of(study).Singles[0].Names[0]);
        Assert.Equal("x", ImportanceReport.Of(study, new ImportanceOptions { Ranks = true }).Singles[0].Names[0]);
    }

    [Fact]
    public void Of_SeveralBudgets_TakesTheLargestWithEnough()
    {
        var study = new Study(new SearchSpace(new FloatParameter("x", 0, 1)), Sweeper.Hyperband(new() { MaxBudget = 81 }));
        study.Run(r => r.Configuration.GetDouble("x") + 100 / r.Trial.Budget);
        var report = ImportanceReport.Of(study);
        Assert.True(report.Trials >= 20);
        Assert.Equal(study.Trials.GroupBy(t => t.Budget).Where(g => g.Count() >= 20).Max(g => g.Key), report.Budget);
        Assert.Equal(81, ImportanceReport.Of(study, new ImportanceOptions { Budget = 81 }).Budget);
    }

    [Fact]
    public void Of_TooLittle_SaysWhatIsMissing()
    {
        var space = new SearchSpace(new FloatParameter("x", 0, 1));
        Assert.Contains("There are 3 completed trials", Assert.Throws<InvalidOperationException>(() => ImportanceReport.Of(Search(space, c => c.GetDouble("x"), 3))).Message);
        Assert.Contains("All 10 trials have the value 1", Assert.Throws<InvalidOperationException>(() => ImportanceReport.Of(Search(space, _ => 1, 10))).Message);
        Assert.Contains("2 errors", Assert.Throws<ArgumentException>(() => ImportanceReport.Of(Search(space, _ => 1, 10), new ImportanceOptions { Trees = 0, MinLeafTrials = 0 })).Message);
        Assert.Throws<KeyNotFoundException>(() => ImportanceReport.Of(Search(space, c => c.GetDouble("x"), 10)).Marginal("y"));
    }
}
