using System.Globalization;
using MLNetTuning.Experiments.Features;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Tests.Features;

public sealed class FeatureTests
{
    private const int Rows = 400;

    private static RawTable Table(params (string Name, Func<int, string> Value)[] columns)
    {
        List<string> notes = [];
        var built = columns.Select(column =>
        {
            var builder = new ColumnBuilder(column.Name);
            for (var row = 0; row < Rows; row++)
            {
                builder.Add(column.Value(row), row + 2);
            }

            return builder.Build(notes);
        }).ToArray();
        return new RawTable(built, new TableLabel("y", PredictionTask.Binary, [.. Enumerable.Range(0, Rows).Select(row => row % 3 == 0 ? 1f : 0f)], ["no", "yes"]), notes);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public void Recognize_EachKindOfColumn_IsTold()
    {
        var table = Table(
            ("number", row => Text(row * 7 % 90)),
            ("category", row => "abc"[row % 3].ToString()),
            ("many", row => $"level{row % 150}"),
            ("date", row => $"{1 + (row % 28)}/{1 + (row % 12)}/2016"),
            ("text", row => $"the quick fox number {row} and the {row % 7}"),
            ("id", row => Text(row + 1)),
            ("key", row => $"K{row}"),
            ("constant", _ => "x"),
            ("empty", _ => string.Empty));
        List<string> notes = [];
        var kinds = FeatureRecognizer.Recognize(table, [], notes).ToDictionary(feature => feature.Column.Name, feature => feature.Kind);
        Assert.Equal(FeatureKind.Number, kinds["number"]);
        Assert.Equal(FeatureKind.Category, kinds["category"]);
        Assert.Equal(FeatureKind.ManyCategories, kinds["many"]);
        Assert.Equal(FeatureKind.Date, kinds["date"]);
        Assert.Equal(FeatureKind.Text, kinds["text"]);
        Assert.All(["id", "key", "constant", "empty"], name => Assert.Equal(FeatureKind.None, kinds[name]));
        Assert.Equal(4, notes.Count);
    }

    [Fact]
    public void FoldTable_ItsFeaturizer_MakesTheSameFeaturesOfRawRows()
    {
        var table = Table(
            ("number", row => row % 11 == 0 ? "NA" : Text(row * 7 % 90)),
            ("category", row => row % 10 == 0 ? "?" : "abc"[row % 3].ToString()),
            ("many", row => $"level{row % 150}"),
            ("date", row => $"2016-0{1 + (row % 9)}-11"),
            ("text", row => row % 50 == 0 ? string.Empty : $"The quick fox, number {row} and the {row % 7}"));
        List<string> notes = [];
        var layout = new FeatureLayout(table, FeatureRecognizer.Recognize(table, [], notes));
        int[] train = [.. Enumerable.Range(0, 300)], validation = [.. Enumerable.Range(300, 100)];
        var fold = new FoldTable(layout, table.Label, train, validation);
        var model = new PortableModel(
            layout.Columns, new PortableLabel { Task = PredictionTask.Regression },
            [new PortableMember(fold.Featurizer, new LinearPredictor(new FloatMatrix(1, fold.Validation.Features.Columns), [0], PortableLink.Identity))]);
        Assert.Equal(0, model.Predict(Raw(table, validation)).Scores.Values.Count(float.IsNaN) - fold.Validation.Features.Values.Chunk(fold.Validation.Features.Columns).Count(row => row.Any(float.IsNaN)));

        // Each feature by itself: a linear predictor that picks it.
        for (var column = 0; column < fold.Validation.Features.Columns; column++)
        {
            var pick = new FloatMatrix(1, fold.Validation.Features.Columns);
            pick.Values[column] = 1;
            var one = new PortableModel(layout.Columns, new PortableLabel { Task = PredictionTask.Regression }, [new PortableMember(fold.Featurizer, new LinearPredictor(pick, [0], PortableLink.Identity))]);
            var predicted = one.Predict(Raw(table, validation)).Scores.Values;
            for (var row = 0; row < validation.Length; row++)
            {
                if (!fold.Validation.Features.Row(row).ToArray().Any(float.IsNaN))
                {
                    Assert.Equal(fold.Validation.Features.Row(row)[column], predicted[row], 4);
                }
            }
        }
    }

    [Fact]
    public void TargetMeans_ARowsOwnLabel_DoesNotEnterItsFeature()
    {
        var table = Table(("many", row => $"level{row % 151}"));
        int[] train = [.. Enumerable.Range(0, 300)], validation = [.. Enumerable.Range(300, 100)];
        var before = TargetMeans.Fit(table.Columns[0], table.Label, train, validation, "m");
        var changed = (float[])table.Label.Values.Clone();
        changed[7] = 1 - changed[7];
        var after = TargetMeans.Fit(table.Columns[0], table.Label with { Values = changed }, train, validation, "m");

        // Row 7 and row 158 share a level; 7 sees the label of 158 but not its own.
        Assert.NotEqual(before.Validation.Values, after.Validation.Values);
        var (own, then) = (before.Training.Row(7)[1], after.Training.Row(7)[1]);
        Assert.Equal(own, then, 6);
        Assert.NotEqual(before.Training.Row(158)[1], after.Training.Row(158)[1]);
    }

    [Fact]
    public void WordSums_ARowsOwnLabel_DoesNotEnterItsFeature()
    {
        var table = Table(("text", row => $"these words are of row {row / 2} and {row % 9}"));
        int[] train = [.. Enumerable.Range(0, 300)], validation = [.. Enumerable.Range(300, 100)];
        var before = WordSums.Fit(table.Columns[0], table.Label, train, validation, "s")!;
        var changed = (float[])table.Label.Values.Clone();
        changed[7] = 1 - changed[7];
        var after = WordSums.Fit(table.Columns[0], table.Label with { Values = changed }, train, validation, "s")!;
        Assert.Equal(before.Training.Row(7)[0], after.Training.Row(7)[0], 6);
        Assert.NotEqual(before.Training.Row(8)[0], after.Training.Row(8)[0]);
        Assert.NotEqual(before.Validation.Values, after.Validation.Values);
    }

    [Fact]
    public void WordSums_WordsThatSayTheLabel_WeighWithTheirSign()
    {
        var table = Table(("text", row => row % 3 == 0 ? "the pipe is broken again" : "the pipe is fine again"));
        int[] train = [.. Enumerable.Range(0, 300)];
        var step = (WordSumStep)WordSums.Fit(table.Columns[0], table.Label, train, [300], "s")!.Step;
        float Weight(string word) => step.Weights.Row(step.Words.ToList().IndexOf(word))[0];
        Assert.True(Weight("broken") > 2 && Weight("fine") < -2);
        Assert.Equal(0, Weight("pipe"), 3);
    }

    private static PortableTable Raw(RawTable table, int[] rows)
    {
        var result = new PortableTable(rows.Length);
        foreach (var column in table.Columns)
        {
            if (column.IsText)
            {
                result.Set(column.Name, [.. rows.Select(row => column.Codes![row] < 0 ? column.MissingTexts.FirstOrDefault() ?? string.Empty : column.Levels[column.Codes[row]])]);
            }
            else
            {
                result.Set(column.Name, [.. rows.Select(row => column.Numbers![row])]);
            }
        }

        return result;
    }
}
