using MLNetTuning.Experiments.Running;

namespace MLNetTuning.Experiments.Tests.Running;

public sealed class JudgedFoldsTests
{
    private static Split[] Deal(int rows, int folds, int repeats) =>
        [.. Enumerable.Range(0, repeats).SelectMany(repeat => Enumerable.Range(0, folds).Select(fold => new Split(
            [.. Enumerable.Range(0, rows).Where(row => (row + repeat) % folds != fold)], [.. Enumerable.Range(0, rows).Where(row => (row + repeat) % folds == fold)])))];

    [Theory]
    [InlineData(5, 3, 5)]
    [InlineData(8, 1, 4)]
    [InlineData(3, 1, 3)]
    public void Of_SplitsThatAreFolds_GivesTheFoldsJoined(int folds, int repeats, int expected)
    {
        var found = JudgedFolds.Of(Deal(80, folds, repeats), [.. Enumerable.Range(0, 80)], null);
        Assert.Equal(expected, found.Distinct().Count());
        Assert.All(Enumerable.Range(0, 80), row => Assert.Equal(found[row % folds], found[row]));
    }

    [Fact]
    public void Of_Holdout_KeepsGroupsTogether()
    {
        int[] rows = [.. Enumerable.Range(50, 50)];
        int[] groups = [.. Enumerable.Range(0, 100).Select(row => row / 3)];
        var found = JudgedFolds.Of([new Split([.. Enumerable.Range(0, 50)], rows)], rows, groups);
        Assert.Equal(5, found.Distinct().Count());
        Assert.All(rows.Zip(found).GroupBy(one => groups[one.First]), group => Assert.Single(group.Select(one => one.Second).Distinct()));
    }
}
