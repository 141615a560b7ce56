using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Experiments.Tests.Validation;

public class StratifiedSplitTests
{
    [Fact]
    public void StratifiedSplit_KeepsTheClassShare_AndNoRowTwice()
    {
        var ml = new MLContext(1);
        var data = TestTables.Rows(ml, 200, i => i % 5 == 0);
        var split = ml.Tuning().StratifiedSplit(data, "Label", 0.25, seed: 7);
        float[] train = [.. split.TrainSet.GetColumn<float>("X")];
        float[] test = [.. split.TestSet.GetColumn<float>("X")];
        Assert.Equal(50, test.Length);
        Assert.Equal(10, split.TestSet.GetColumn<bool>("Label").Count(l => l));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (float)i), train.Concat(test).Order());
        Assert.Equal(train.Order(), train);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void StratifiedSplit_FractionOutsideItsRange_Throws(double fraction)
    {
        var ml = new MLContext(1);
        var data = TestTables.Rows(ml, 20, i => i % 2 == 0);
        Assert.StartsWith("The test fraction lies above 0 and below 1.", Assert.Throws<ArgumentOutOfRangeException>(() => ml.Tuning().StratifiedSplit(data, "Label", fraction)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StratifiedSplit_UnknownLabel_ListsTheColumns()
    {
        var ml = new MLContext(1);
        var e = Assert.Throws<ArgumentException>(() => ml.Tuning().StratifiedSplit(TestTables.Rows(ml, 20, i => i % 2 == 0), "gone"));
        Assert.StartsWith("There is no column 'gone'. The columns are: Label, X.", e.Message, StringComparison.Ordinal);
    }
}
