using MLNetTuning.Sweepers.Reports;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Tests.Reports;

public class TrialTableTests
{
    private static readonly SearchSpace _space = new(
        new ChoiceParameter("kind", "plain", "a, \"b\""),
        new IntParameter("n", 1, 9) { Condition = Condition.On("kind", "plain") });

    private static Study Run(bool folds)
    {
        var study = new Study(_space, Sweeper.Random(), new StudyOptions
        {
            InitialConfigurations = [Configuration.Of(("kind", "plain"), ("n", 2)), Configuration.Of(("kind", "a, \"b\"")), Configuration.Of(("kind", "plain"), ("n", 7))],
        });
        study.Run(r => r.Trial.Id == 1 ? throw new InvalidDataException("no, \"really\"") : folds ? r.SetFolds([r.Configuration.GetInt32("n"), 4, 6]) : 1, new RunOptions { MaxTrials = 3 });
        return study;
    }

    [Fact]
    public void Of_TrialsWithFolds_HasMeanAndDeviation()
    {
        var table = TrialTable.Of(Run(folds: true));
        Assert.Equal(
            ["trial", "configuration", "parent", "state", "bracket", "rung", "budget", "value", "rank", "mean", "std", "fold_0", "fold_1", "fold_2", "seconds", "started", "error", "param_kind", "param_n"],
            table.Columns);
        Assert.Equal(["0", "0", "", "Completed", "0", "0", "1", "4", "1", "4", Math.Sqrt(8 / 3.0).ToString("R", System.Globalization.CultureInfo.InvariantCulture), "2", "4", "6"], table.Rows[0].Take(14));
        Assert.Equal(["Failed", "", "", "", "", "", "", ""], new[] { 3, 7, 8, 9, 10, 11, 12, 13 }.Select(i => table.Rows[1][i]));
        Assert.Equal("2", table.Rows[2][8]);
        Assert.Equal("", table.Rows[1][^1]);
    }

    [Fact]
    public void ToCsv_OddTexts_AreQuoted()
    {
        string csv = TrialTable.Of(Run(folds: false)).ToCsv();
        Assert.DoesNotContain("mean", csv, StringComparison.Ordinal);
        string[] lines = csv.Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.EndsWith(",\"InvalidDataException: no, \"\"really\"\"\",\"a, \"\"b\"\"\",", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SeveralBudgets_RanksWithinEach()
    {
        var study = new Study(new SearchSpace(new FloatParameter("x", 0, 1)), Sweeper.Hyperband(new() { MaxBudget = 9 }));
        study.Run(r => r.Configuration.GetDouble("x"));
        var table = TrialTable.Of(study);
        Assert.Equal(study.Trials.Select(t => t.Budget).Distinct().Count(), table.Rows.Count(r => r[8] == "1"));
    }

    [Fact]
    public void FoldValues_OfAnotherProgram_AreReadOrPassedOver()
    {
        var study = Run(folds: false);
        study.SetFolds(0, [1, double.NaN]);
        Assert.Equal([1, double.NaN], FoldValues.Of(study.Get(0)));
        study.SetAttribute(0, "folds", "not json");
        Assert.Empty(FoldValues.Of(study.Get(0)));
        Assert.Throws<ArgumentException>(() => study.SetFolds(0, []));
    }
}
