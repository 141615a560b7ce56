using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tests.Running;

public sealed class SplitPlanTests
{
    private static TableLabel Label(int rows) => new("y", PredictionTask.Binary, [.. Enumerable.Range(0, rows).Select(i => i % 2 == 0 ? 1f : 0f)], ["no", "yes"]);

    [Theory]
    [InlineData(500, 15)]
    [InlineData(3000, 8)]
    [InlineData(9000, 5)]
    [InlineData(60_000, 1)]
    public void Make_Auto_GoesByTheNumberOfRows(int rows, int splits)
    {
        var made = SplitPlan.Make(Label(rows), new ExperimentSettings(), [.. Enumerable.Range(0, rows)], null, () => false);
        Assert.Equal(splits, made.Count);
        Assert.All(made, split => Assert.Equal(rows, split.Train.Concat(split.Validation).Distinct().Count()));
        Assert.All(made, split => Assert.Empty(split.Train.Intersect(split.Validation)));
    }

    [Fact]
    public void Make_SlowFolds_TakesThree() =>
        Assert.Equal(3, SplitPlan.Make(Label(9000), new ExperimentSettings(), [.. Enumerable.Range(0, 9000)], null, () => true).Count);

    [Theory]
    [InlineData(200, 10_000, 5)]
    [InlineData(3000, 2000, 5)]
    [InlineData(20_000, 8000, 1)]
    public void Make_WideTable_TakesFewerSplits(int rows, int columns, int splits) =>
        Assert.Equal(splits, SplitPlan.Make(Label(rows), new ExperimentSettings(), [.. Enumerable.Range(0, rows)], null, () => false, columns).Count);

    [Theory]
    [InlineData(ExperimentValidation.Auto)]
    [InlineData(ExperimentValidation.Holdout)]
    public void Make_RowsOfOneGroup_NeverStandOnBothSides(ExperimentValidation validation)
    {
        int[] groups = [.. Enumerable.Range(0, 600).Select(row => row * 31 % 40)];
        var made = SplitPlan.Make(Label(600), new ExperimentSettings { Validation = validation }, groups, null, () => false);
        Assert.All(made, split => Assert.Empty(split.Train.Select(row => groups[row]).Intersect(split.Validation.Select(row => groups[row]))));
    }

    [Fact]
    public void Make_ByTime_LearnsFromTheEarlierRowsOnly()
    {
        float[] times = [.. Enumerable.Range(0, 400).Select(row => (float)(row * 37 % 100))];
        var split = Assert.Single(SplitPlan.Make(Label(400), new ExperimentSettings(), [.. Enumerable.Range(0, 400)], times, () => false));
        Assert.True(split.Train.Max(row => times[row]) < split.Validation.Min(row => times[row]));
    }

    [Fact]
    public void Make_ClassesOfOneRow_LeaveNoSideEmpty()
    {
        var label = new TableLabel("y", PredictionTask.Multiclass, [.. Enumerable.Range(0, 12).Select(row => (float)row)], [.. Enumerable.Range(0, 12).Select(row => $"c{row}")]);
        var split = Assert.Single(SplitPlan.Make(label, new ExperimentSettings { Validation = ExperimentValidation.Holdout }, [.. Enumerable.Range(0, 12)], null, () => false));
        Assert.NotEmpty(split.Train);
        Assert.NotEmpty(split.Validation);
        Assert.Throws<InvalidDataException>(() => SplitPlan.Make(label, new ExperimentSettings(), new int[12], null, () => false));
    }
}
