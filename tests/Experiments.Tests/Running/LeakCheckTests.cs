using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tests.Running;

public sealed class LeakCheckTests
{
    private const int Rows = 1000;

    // So many columns that half of the rows are looked at first.
    private const int Wide = 10_000;

    [Theory]
    [InlineData(5)]
    [InlineData(Wide)]
    public void Warnings_OneColumnTellsAll_IsNamed(int columns)
    {
        var random = new Random(2);
        float[] labels = [.. Enumerable.Range(0, Rows).Select(_ => (float)random.Next(2))];
        var table = new RawTable(
            [.. Enumerable.Range(0, columns).Select(i => new TableColumn("c" + i, [.. labels.Select(label => i == 3 ? label + (0.1f * random.NextSingle()) : random.NextSingle())]))],
            new TableLabel("y", PredictionTask.Binary, labels, ["no", "yes"]), []);
        var layout = new FeatureLayout(table, FeatureRecognizer.Recognize(table, [], []));
        Assert.Contains("'c3'", Assert.Single(LeakCheck.Warnings(layout, table.Label)), StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_WideTableAndFewRowsDeceive_AllRowsDecide()
    {
        // In every second row, which is looked at first, the column tells all, in the others the opposite.
        var random = new Random(3);
        float[] labels = [.. Enumerable.Range(0, Rows).Select(_ => (float)random.Next(2))];
        float[] deceiving = [.. labels.Select((label, row) => row % 2 == 0 ? label : 1 - label)];
        var table = new RawTable(
            [new TableColumn("deceiving", deceiving), .. Enumerable.Range(1, Wide - 1).Select(i => new TableColumn("c" + i, [.. labels.Select(_ => random.NextSingle())]))],
            new TableLabel("y", PredictionTask.Binary, labels, ["no", "yes"]), []);
        Assert.Empty(LeakCheck.Warnings(new FeatureLayout(table, FeatureRecognizer.Recognize(table, [], [])), table.Label));
    }
}
