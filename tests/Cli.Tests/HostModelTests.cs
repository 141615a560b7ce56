using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli.Tests;

/// <summary>The model.zip that training leaves, as programs on ML.NET alone read it.</summary>
[Collection(TrainedReports.Shared)]
public sealed class HostModelTests(TrainedReports reports)
{
    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    public void Load_ModelZip_ScoresAsTheHostNeutralFile(string task)
    {
        var folder = Path.GetDirectoryName(reports.Of(task))!;
        var random = new Random(9);
        Row[] rows = [.. Enumerable.Range(0, 100).Select(i => new Row
        {
            Amount = i % 10 == 0 ? float.NaN : random.NextSingle() * 10,
            Plan = i % 7 == 0 ? string.Empty : new[] { "basic", "plus", "pro", "unheard of" }[random.Next(4)],
            Noise = random.NextSingle(),
        })];
        var table = new PortableTable(rows.Length)
            .Set(TrainedReports.Column, [.. rows.Select(row => row.Amount)])
            .Set("plan", [.. rows.Select(row => (string?)row.Plan)])
            .Set("noise", [.. rows.Select(row => row.Noise)]);
        var expected = PortableModelFile.Load(Path.Combine(folder, "model.mltune")).Predict(table);

        var ml = new MLContext();
        var model = ml.Model.Load(Path.Combine(folder, "model.zip"), out var schema);
        Assert.Equal([TrainedReports.Column, "noise", "plan"], schema.Select(column => column.Name).Order(StringComparer.Ordinal));
        var scored = model.Transform(ml.Data.LoadFromEnumerable(rows));
        if (task == "multiclass")
        {
            var scores = scored.GetColumn<VBuffer<float>>("Score").SelectMany(score => score.DenseValues()).ToArray();
            Near(expected.Scores.Values, scores);
            Assert.Equal(expected.Scores.Columns, ((VectorDataViewType)scored.Schema["Score"].Type).Size);
        }
        else
        {
            Near(expected.Scores.Values, [.. scored.GetColumn<float>("Score")]);
        }

        if (task == "binary")
        {
            Near(expected.Probabilities!, [.. scored.GetColumn<float>("Probability")]);
            Assert.Equal(Enumerable.Range(0, rows.Length).Select(row => expected.PredictedClass(row) == 1), scored.GetColumn<bool>("PredictedLabel"));
        }
    }

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(MathF.Abs(expected[i] - actual[i]) <= 1e-5f * (1 + MathF.Abs(expected[i])), string.Create(CultureInfo.InvariantCulture, $"{i}: {expected[i]} and {actual[i]}"));
        }
    }

    private sealed class Row
    {
        [ColumnName(TrainedReports.Column)]
        public float Amount { get; set; }

        [ColumnName("plan")]
        public string Plan { get; set; } = string.Empty;

        [ColumnName("noise")]
        public float Noise { get; set; }
    }
}
