using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Tests.Tuning;

public class SessionChecksTests
{
    [Theory]
    [InlineData(4, "'Label' is true in 4 of 50 rows; with 5 folds each class needs at least 5")]
    [InlineData(46, "'Label' is false in 4 of 50 rows; with 5 folds each class needs at least 5")]
    [InlineData(50, "'Label' has one value in all 50 rows")]
    public void CreateSession_TooFewRowsOfAClass_SaysWhichAndHowMany(int positive, string said)
    {
        var ml = new MLContext(1);
        var rows = TestTables.Rows(ml, 50, i => i < positive);
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => ml.Tuning().CreateSession(rows, new TuningOptions { LabelColumnName = "Label" })).Message);
    }

    [Fact]
    public void CreateSession_AKeyLabel_KnowsWhatIsMissing()
    {
        var ml = new MLContext(1);
        var rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Keyed { Large = (uint)(i % 4) }).ToArray());
        var error = Assert.Throws<ArgumentException>(() => ml.Tuning().CreateSession(rows, new TuningOptions { LabelColumnName = nameof(Keyed.Large) }));
        Assert.Contains("'Large' has no value in 15 of 60 rows", error.Message);
    }

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint Large { get; set; }
    }
}
