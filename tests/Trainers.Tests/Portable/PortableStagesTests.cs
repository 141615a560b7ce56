using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Linear;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Tests.Portable;

public sealed class PortableStagesTests
{
    private static PortableModel Saved(PortableModel model)
    {
        using var stream = new MemoryStream();
        PortableModelFile.Save(model, stream);
        stream.Position = 0;
        return PortableModelFile.Load(stream);
    }

    [Theory]
    [InlineData("2/3/2024", true, 2, 3)]
    [InlineData("2/3/2024", false, 3, 2)]
    [InlineData("2024-03-02", true, 2, 3)]
    [InlineData("2024-03-02 17:30:05", false, 2, 3)]
    [InlineData("2024-03-02T17:30:05.25Z", false, 2, 3)]
    public void DateStep_ADate_IsTakenApart(string text, bool dayFirst, int day, int month)
    {
        var parts = new float[DateStep.Parts];
        Assert.True(DateStep.Read(text, dayFirst, parts));
        var date = new DateTime(2024, month, day, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal([2024, month, day, (int)date.DayOfWeek, date.DayOfYear], parts[1..6]);
        Assert.Equal((date - new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalDays, Math.Floor(parts[0]));
        Assert.Equal(text.Contains("17", StringComparison.Ordinal) ? 17 + (30 / 60.0) + (5 / 3600.0) : 0, parts[6], 4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("31/02/2024")]
    public void DateStep_NoDate_IsMissing(string text)
    {
        var parts = new float[DateStep.Parts];
        Assert.False(DateStep.Read(text, true, parts));
        Assert.All(parts, part => Assert.True(float.IsNaN(part)));
    }

    [Fact]
    public void WordsStep_AText_IsCountedWithoutCase()
    {
        var step = new WordsStep("t", "w", ["mr", "über"]);
        var values = new float[step.Width];
        step.Read("Smith, Mr. ÜBER", values);
        Assert.Equal([15, 3, 1, 1], values);
    }

    [Fact]
    public void DatesAndWords_SavedAndLoaded_ScoreAlike()
    {
        var featurizer = new PortableFeaturizer([new DateStep("d", "date", true), new WordsStep("t", "words", ["a", "b"]), new ConcatenateStep(["date", "words"], "f")], "f");
        float[] weights = [0.001f, 0.01f, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        var model = new PortableModel(
            [new PortableColumn("d", PortableColumnKind.Text), new PortableColumn("t", PortableColumnKind.Text)],
            new PortableLabel { Task = PredictionTask.Regression },
            [new PortableMember(featurizer, new LinearPredictor(new FloatMatrix(1, 11, weights), [1], PortableLink.Identity))]);
        var table = new PortableTable(3).Set("d", new[] { "1/2/2003", "nothing", "2004-05-06" }).Set("t", new[] { "a b c", "b", null });
        var scores = model.Predict(table).Scores.Values;
        Assert.True(float.IsNaN(scores[1]));
        Assert.Equal(scores, Saved(model).Predict(table).Scores.Values);
    }

    [Fact]
    public void LinearPredictor_BehindATableEncoder_SavedAndLoaded_ScoresAsTheModelDoes()
    {
        var random = new Random(4);
        var features = new FloatMatrix(60, 2, [.. Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? (float)random.NextDouble() : random.Next(4))]);
        features.Values[0] = float.NaN;
        float[] labels = [.. Enumerable.Range(0, 60).Select(i => (float)(i % 2))];
        var encoder = TableEncoder.Fit(features, new TableEncoderOptions { Kinds = [ColumnKind.Numeric, ColumnKind.Category] });
        var linear = LogisticRegression.Fit(new LinearOptions { L1 = 0 }, new TrainingData(encoder.Transform(features), labels));
        var featurizer = new PortableFeaturizer([new ConcatenateStep(["x", "c"], "f")], "f");
        var model = Saved(new PortableModel(
            [new PortableColumn("x", PortableColumnKind.Number), new PortableColumn("c", PortableColumnKind.Number)],
            new PortableLabel { Task = PredictionTask.Binary },
            [new PortableMember(featurizer, new LinearPredictor(linear, encoder, PortableLink.Logistic()))]));
        var table = new PortableTable(60).Set("x", [.. Enumerable.Range(0, 60).Select(i => features.Values[2 * i])]).Set("c", [.. Enumerable.Range(0, 60).Select(i => features.Values[(2 * i) + 1])]);
        var expected = new float[60];
        linear.Predict(encoder.Transform(features), expected);
        Assert.Equal(expected, model.Predict(table).Scores.Values, (a, b) => Math.Abs(a - b) < 1e-5f);
    }
}
