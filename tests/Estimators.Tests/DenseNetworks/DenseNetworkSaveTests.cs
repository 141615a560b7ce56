using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

public sealed class DenseNetworkSaveTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void SaveLoad_Binary_SameScoresAndColumns()
    {
        var data = Samples.View(_ml, 150);
        var model = _ml.BinaryClassification.Trainers.DenseNetwork("Flag", options: Samples.Quick).Fit(data);
        var (fresh, loaded) = RoundTrip(model, data.Schema);
        var (before, after) = (model.Transform(data), loaded.Transform(Samples.View(fresh, 150)));
        AssertClose(Samples.Column(before, "Score"), Samples.Column(after, "Score"));
        AssertClose(Samples.Column(before, "Probability"), Samples.Column(after, "Probability"));
        Assert.Equal(before.GetColumn<bool>("PredictedLabel"), after.GetColumn<bool>("PredictedLabel"));
        Assert.Equal(before.Schema.Where(column => !column.IsHidden).Select(column => column.Name), after.Schema.Where(column => !column.IsHidden).Select(column => column.Name));
        Assert.True(fresh.BinaryClassification.Evaluate(after, "Flag").AreaUnderRocCurve > 0.9);
    }

    [Fact]
    public void SaveLoad_MulticlassPipeline_KeepsKeyValuesAndSlotNames()
    {
        var data = Samples.View(_ml, 150);
        var model = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Append(_ml.MulticlassClassification.Trainers.DenseNetwork(options: Samples.Quick))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(data);
        var (fresh, loaded) = RoundTrip(model, data.Schema);
        var (before, after) = (model.Transform(data), loaded.Transform(Samples.View(fresh, 150)));
        VBuffer<ReadOnlyMemory<char>> expected = default, slots = default;
        before.Schema["Score"].GetSlotNames(ref expected);
        after.Schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(expected.DenseValues().Select(one => one.ToString()), slots.DenseValues().Select(one => one.ToString()));
        Assert.Equal(before.GetColumn<string>("PredictedLabel"), after.GetColumn<string>("PredictedLabel"));
        AssertClose([.. before.GetColumn<float[]>("Score").SelectMany(row => row)], [.. after.GetColumn<float[]>("Score").SelectMany(row => row)]);
        using var engine = fresh.Model.CreatePredictionEngine<Samples.Row, Samples.ClassPrediction>(loaded);
        Assert.Equal(before.GetColumn<string>("PredictedLabel").First(), engine.Predict(Samples.Rows(150)[0]).PredictedLabel);
    }

    [Fact]
    public void SaveLoad_ManyClassesNamedLikeColumns_ScoresSurvive()
    {
        var rows = Samples.Rows(300);
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Kind = i % 11 == 0 ? "Features" : "k" + i % 11;
        }

        var data = _ml.Data.LoadFromEnumerable(rows);
        var model = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind").Append(_ml.MulticlassClassification.Trainers.DenseNetwork(options: Samples.Quick with { Epochs = 2 })).Fit(data);
        var (fresh, loaded) = RoundTrip(model, data.Schema);
        var (before, after) = (model.Transform(data), loaded.Transform(fresh.Data.LoadFromEnumerable(rows)));
        AssertClose([.. before.GetColumn<float[]>("Score").SelectMany(row => row)], [.. after.GetColumn<float[]>("Score").SelectMany(row => row)]);
        Assert.Equal(before.GetColumn<uint>("PredictedLabel"), after.GetColumn<uint>("PredictedLabel"));
        Assert.Equal(4, after.GetColumn<float[]>("Features").First().Length);
    }

    [Fact]
    public void SaveLoad_Regression_SameScores()
    {
        var data = Samples.View(_ml, 150);
        var model = _ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick).Fit(data);
        var (fresh, loaded) = RoundTrip(model, data.Schema);
        AssertClose(Samples.Column(model.Transform(data), "Score"), Samples.Column(loaded.Transform(Samples.View(fresh, 150)), "Score"));
        using var engine = fresh.Model.CreatePredictionEngine<Samples.Row, Samples.ValuePrediction>(loaded);
        Assert.Equal(Samples.Column(model.Transform(data), "Score")[0], engine.Predict(Samples.Rows(150)[0]).Score, 2);
    }

    private (MLContext Fresh, ITransformer Loaded) RoundTrip(ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        var fresh = new MLContext(2);
        return (fresh, fresh.Model.Load(stream, out _));
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Math.Max(1e-5f, Math.Abs(expected[i]) * 1e-5f));
        }
    }
}
